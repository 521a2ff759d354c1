/** EDGE: one HTTP server on one port. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../errors.ts';
import { BODY_TOO_LARGE, checkLimits, type LimitExceeded, MAX_BODY } from './steps/check-limits.ts';
import type { Answer } from './steps/exchange.ts';
import { writeAnswer } from './write-answer.ts';

export interface ServerRequest {
  readonly method: string;
  /** As in the request line. */
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly host: string;
  readonly body: Buffer;
  readonly sourceIp: string;
}

export interface HttpServer {
  readonly port: number;
  /** Stops accepting, lets requests in flight finish for so many milliseconds, then ends every connection. */
  readonly close: (grace: number) => Promise<void>;
}

export interface HttpServerOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Rejects only for a bug. */
  readonly handle: (request: ServerRequest) => Promise<Answer>;
  readonly onError: (error: unknown) => void;
}

/** Milliseconds; API Gateway's idle timeout. */
const KEEP_ALIVE = 310_000;
/** Bytes; over API Gateway's own limit, which then gives the answer. */
const PARSER_HEADER_LIMIT = 65_536;

export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const open = new Set<ServerResponse>();
  const server = createServer(
    { maxHeaderSize: PARSER_HEADER_LIMIT, keepAliveTimeout: KEEP_ALIVE },
    (request, response) => {
      open.add(response);
      response.once('close', () => open.delete(response));
      receive(request, response, options);
    },
  );
  const port = await listen(server, options);
  return { port, close: (grace) => closeServer(server, open, grace) };
}

function listen(server: Server, { host, port }: HttpServerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      const message = `port ${port} of ${host} cannot be used (${error.code}): another program holds it, stop that one or choose another with --port`;
      reject(inUse ? new UserError('PORT_IN_USE', message, { cause: error }) : error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port)); // a TCP server has an AddressInfo
  });
}

/** A client that believes to speak to a proxy sends its whole URL, which servers take as well (RFC 9112, 3.2.2). */
const originForm = (target: string): string =>
  target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/^(?!\/)/, '/');

function receive(request: IncomingMessage, response: ServerResponse, options: HttpServerOptions): void {
  const url = originForm(request.url ?? '/');
  const length = Number(request.headers['content-length'] ?? 0);
  const refused = checkLimits(url, request.rawHeaders) ?? (length > MAX_BODY ? BODY_TOO_LARGE : undefined);
  if (refused !== undefined) {
    refuse(request, response, refused);
  } else if (length === 0 && request.headers['transfer-encoding'] === undefined) {
    answer(request, response, url, EMPTY, options);
  } else {
    readBody(request, length, (body) => {
      if (body === undefined) refuse(request, response, BODY_TOO_LARGE);
      else answer(request, response, url, body, options);
    });
  }
}

const EMPTY = Buffer.alloc(0);

/** Calls back once: with the body, with `undefined` when it is over the limit, not at all when the client goes away. */
function readBody(request: IncomingMessage, length: number, done: (body: Buffer | undefined) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_BODY) chunks.push(chunk);
    else if (size - chunk.length <= MAX_BODY) done(undefined);
  });
  request.on('end', () => {
    if (size > MAX_BODY || size < length) return;
    done(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size));
  });
}

/** Milliseconds for a client to send what nobody reads: closed earlier, its next write breaks, and with it the answer. */
const LINGER = 2_000;

/** The connection ends with it, once the client has sent the rest, which is thrown away. */
function refuse(request: IncomingMessage, response: ServerResponse, { status, message }: LimitExceeded): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain',
    'Content-Length': Buffer.byteLength(message),
    Connection: 'close',
  });
  response.write(message);
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, LINGER);
  if (request.readableEnded) end();
  else request.once('close', end).once('end', end).resume();
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  url: string,
  body: Buffer,
  options: HttpServerOptions,
): void {
  const { rawHeaders, method = 'GET', socket } = request;
  const serverRequest = {
    method,
    url,
    rawHeaders,
    host: request.headers.host ?? '',
    body,
    sourceIp: socket.remoteAddress ?? '127.0.0.1',
  };
  options.handle(serverRequest).then(
    (result) => writeAnswer(method, response, result, options.onError),
    (error: unknown) => {
      options.onError(error);
      writeAnswer(method, response, INTERNAL_ERROR, options.onError);
    },
  );
}

const INTERNAL_ERROR: Answer = {
  kind: 'answer',
  status: 500,
  headers: ['Content-Type', 'application/json'],
  body: '{"message": "Internal server error"}',
};

async function closeServer(server: Server, open: ReadonlySet<ServerResponse>, grace: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const response of open) if (!response.headersSent) response.shouldKeepAlive = false;
  const timer = setTimeout(() => server.closeAllConnections(), grace);
  const closeWhenDone = () => {
    if (open.size === 0) server.closeAllConnections();
  };
  for (const response of open) response.once('close', closeWhenDone);
  closeWhenDone();
  await closed;
  clearTimeout(timer);
}
