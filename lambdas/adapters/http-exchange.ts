/**
 * One HTTP/1.1 request and its response over node:http(s), nothing more: no redirects, no retries, no decompression.
 * node:http sends every field it is given, also those that break framing (a false Content-Length, Transfer-Encoding):
 * callers give end-to-end fields only (core/proxy), the framing fields are set here.
 */
import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { HeaderField } from '../core/messages.ts';
import type { Origin } from './origin.ts';

export interface ExchangeRequest {
  readonly origin: Origin;
  readonly method: string;
  /** Path and query after the origin's base path, percent-encoded; starts with `/`. */
  readonly path: string;
  readonly headers: readonly HeaderField[];
  readonly body: Uint8Array | undefined;
  /** Milliseconds until the last byte of the response. */
  readonly timeout: number;
  /** Milliseconds for DNS, TCP and TLS together. Default 1000: a target in reach answers in far less. */
  readonly connectTimeout?: number;
}

export type ExchangeOutcome =
  /** The body fails with `DEADLINE` when the time is over, with any other error when the target breaks off. */
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: readonly HeaderField[];
      readonly body: IncomingMessage;
    }
  /** No byte of the request was sent: any target may get it again, whatever its method. */
  | { readonly kind: 'unsent'; readonly reason: string }
  /** The target may have acted on the request. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'timeout' };

/** Identifies the error of a body that was cut at the deadline. */
export const DEADLINE = new Error('the time for the exchange is over');

// Kept for the life of the instance, so that connections are used again by later invocations.
const httpAgent = new HttpAgent({ keepAlive: true });
let httpsAgent: HttpsAgent | undefined;

/**
 * Longest idleness after which a connection is used again. Servers close theirs after 5 s (Node) or more, and while an
 * instance is frozen it does not see that: the request would be lost on a dead connection.
 */
const IDLE_LIMIT = 4000;
const idleSince = new WeakMap<Socket, number>();

const CONNECT_TIMEOUT = 1000;

export function exchange(wanted: ExchangeRequest): Promise<ExchangeOutcome> {
  return new Promise((resolve) => {
    const request = open(wanted);
    const connection = watchConnection(request, wanted.connectTimeout ?? CONNECT_TIMEOUT);
    let cut: ClientRequest | IncomingMessage = request;
    const deadline = setTimeout(() => cut.destroy(DEADLINE), Math.max(0, wanted.timeout));
    const settle = (outcome: ExchangeOutcome) => {
      if (outcome.kind !== 'answered') clearTimeout(deadline);
      resolve(outcome);
    };
    request.on('response', (response) => {
      cut = response;
      response.once('close', () => clearTimeout(deadline));
      // Read now: the response lets go of its socket before its end.
      const { socket } = response;
      response.once('end', () => {
        if (request.writableFinished) idleSince.set(socket, Date.now());
        // Answered before it was read: a target that reads no more would hold connection and body for ever.
        else request.destroy();
      });
      settle(answer(response));
    });
    // Without a listener a 101 answer would leave the request hanging for ever.
    request.on('upgrade', (_, socket) => {
      socket.destroy();
      settle({ kind: 'failed', reason: 'switched protocols unasked' });
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (error === DEADLINE) settle({ kind: 'timeout' });
      else settle({ kind: connection.made() ? 'failed' : 'unsent', reason: error.code ?? error.message });
    });
    request.end(wanted.body);
  });
}

function open({ origin, method, path, headers, body }: ExchangeRequest): ClientRequest {
  const { request, agent } = origin.secure ? https() : { request: httpRequest, agent: httpAgent };
  closeIdle(agent);
  const opened = request({
    agent,
    host: origin.hostname,
    port: origin.port,
    servername: origin.serverName,
    method,
    path: origin.basePath + path,
    // As a flat list: names keep their case, repeated ones their order.
    headers: ['Host', origin.authority, ...headers.flat(), ...framing(method, body)],
  });
  // By default Node drops the fields of a response after the thousandth, and with them a `Cache-Control: private`.
  opened.maxHeadersCount = 0;
  return opened;
}

/** Loaded when needed, for it brings TLS with it: by `require`'s way, since `import()` costs 20 ms more. */
function https() {
  const { request, Agent } = process.getBuiltinModule('node:https');
  httpsAgent ??= new Agent({ keepAlive: true });
  return { request, agent: httpsAgent };
}

/** Methods that give content a meaning must say when there is none (RFC 9110 section 8.6). */
function framing(method: string, body: Uint8Array | undefined): readonly string[] {
  if (body !== undefined) return ['Content-Length', String(body.byteLength)];
  return method === 'POST' || method === 'PUT' || method === 'PATCH' ? ['Content-Length', '0'] : [];
}

function closeIdle(agent: HttpAgent): void {
  const oldest = Date.now() - IDLE_LIMIT;
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) if ((idleSince.get(socket) ?? 0) < oldest) socket.destroy();
  }
}

function watchConnection(request: ClientRequest, timeout: number): { made: () => boolean } {
  let made = false;
  request.once('socket', (socket) => {
    made = !socket.connecting;
    if (made) return;
    const timer = setTimeout(() => request.destroy(new Error('connecting took too long')), timeout);
    const secure = 'encrypted' in socket;
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      made = true;
      clearTimeout(timer);
    });
    socket.once('close', () => clearTimeout(timer));
  });
  return { made: () => made };
}

function answer(response: IncomingMessage): ExchangeOutcome {
  const status = response.statusCode ?? 0;
  // Node takes any three digits; beyond 599 is no status (RFC 9110 section 15), and API Gateway cannot pass it on.
  if (status < 200 || status > 599) {
    response.destroy();
    return { kind: 'failed', reason: `answered with status ${status}` };
  }
  const headers = response.rawHeaders.flatMap((name, index, raw): HeaderField[] =>
    index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : [],
  );
  return { kind: 'answered', status, headers, body: response };
}
