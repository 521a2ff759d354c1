/**
 * One HTTP/1.1 request and its response over node:http(s), nothing more: no redirects, no retries, no decompression.
 * node:http sends every field it is given, also those that break framing (a false Content-Length, Transfer-Encoding):
 * callers give end-to-end fields only (core/proxy), the framing fields are set here.
 */
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { HeaderField } from '../core/messages.ts';
import { connectionsTo } from './connections.ts';
import type { Origin } from './origin.ts';

export interface ExchangeRequest {
  readonly origin: Origin;
  readonly method: string;
  /** Path and query after the origin's base path, percent-encoded; starts with `/`. */
  readonly path: string;
  readonly headers: readonly HeaderField[];
  readonly body: Uint8Array | undefined;
  /** Whether it may be sent twice: it then takes a connection that was idle for longer. */
  readonly idempotent: boolean;
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
      readonly body: Readable;
    }
  /** No byte of the request was sent: any target may get it again, whatever its method. */
  | { readonly kind: 'unsent'; readonly reason: string }
  /** The target may have acted on the request; `stale`: on a connection used before, without a byte of an answer. */
  | { readonly kind: 'failed'; readonly reason: string; readonly stale: boolean }
  | { readonly kind: 'timeout' };

export interface Exchange {
  /** Rejects only on our own bugs, such as a field that node:http does not send. */
  readonly outcome: Promise<ExchangeOutcome>;
  /** Ends it, whatever has come: the outcome then is a failure, or the body fails. */
  cancel(): void;
}

/** How one request is sent: here over HTTP/1.1; `http2-exchange.ts` and `signed-exchange.ts` know other ways. */
export type Send = (wanted: ExchangeRequest) => Exchange;

/** Identifies the error of a body that was cut at the deadline. */
export const DEADLINE = new Error('the time for the exchange is over');

/** The reason where no connection was made in time. */
export const CONNECT_TIMEOUT = 'CONNECT_TIMEOUT';

/** The reason where an HTTP/2 server took the connection, but not the request. */
export const STREAM_REFUSED = 'REFUSED_STREAM';

export const CANCELED = new Error('not needed any more');
export const DEFAULT_CONNECT_TIMEOUT = 1000;

export function exchange(wanted: ExchangeRequest): Exchange {
  let cut: ClientRequest | IncomingMessage | undefined;
  let canceled = false;
  const connections = connectionsTo(wanted.origin);
  const outcome = new Promise<ExchangeOutcome>((resolve, reject) => {
    const start = () => {
      try {
        cut = send(wanted, resolve, (response) => {
          cut = response;
        });
      } catch (error) {
        reject(error);
      }
    };
    const look = () => {
      connections.closeIdle(wanted.idempotent);
      if (canceled) resolve({ kind: 'unsent', reason: CANCELED.message });
      else start();
    };
    // What has come on a connection meanwhile is seen when the event loop looks at it: surely between two turns.
    if (connections.closeIdle(wanted.idempotent)) setImmediate(() => setImmediate(look));
    else start();
  });
  const cancel = () => {
    canceled = true;
    cut?.destroy(CANCELED);
  };
  return { outcome, cancel };
}

function send(
  wanted: ExchangeRequest,
  resolve: (outcome: ExchangeOutcome) => void,
  onResponse: (response: IncomingMessage) => void,
): ClientRequest {
  const { request, connection } = open(wanted);
  let cut: ClientRequest | IncomingMessage = request;
  const deadline = setTimeout(() => cut.destroy(DEADLINE), Math.max(0, wanted.timeout));
  const settle = (outcome: ExchangeOutcome) => {
    if (outcome.kind !== 'answered') clearTimeout(deadline);
    resolve(outcome);
  };
  request.on('response', (response) => {
    cut = response;
    onResponse(response);
    response.once('close', () => clearTimeout(deadline));
    // Read now: the response lets go of its socket before its end.
    const { socket } = response;
    response.once('end', () => {
      if (request.writableFinished) connectionsTo(wanted.origin).keep(socket, response.headers['keep-alive']);
      // Answered before it was read: a target that reads no more would hold connection and body for ever.
      else request.destroy();
    });
    settle(answer(response));
  });
  // Without a listener a 101 answer would leave the request hanging for ever.
  request.on('upgrade', (_, socket) => {
    socket.destroy();
    settle({ kind: 'failed', reason: 'switched protocols unasked', stale: false });
  });
  request.on('error', (error: NodeJS.ErrnoException) => {
    const reason = error.code ?? error.message;
    // A body that ends with its connection would end as if it were whole (RFC 9112 section 8).
    if ('complete' in cut && !cut.complete) cut.destroy(error);
    if (error === DEADLINE) settle({ kind: 'timeout' });
    else if (!connection.made()) settle({ kind: 'unsent', reason });
    else settle({ kind: 'failed', reason, stale: connection.wasStale(error) });
  });
  request.end(wanted.body);
  return request;
}

function open({ origin, method, path, headers, body, connectTimeout }: ExchangeRequest) {
  // As a flat list: names keep their case, repeated ones their order.
  const fields = ['Host', origin.authority];
  for (const [name, value] of headers) fields.push(name, value);
  fields.push(...framing(method, body));
  const request = connectionsTo(origin).request({ method, path: origin.basePath + path, headers: fields });
  // By default Node drops the fields of a response after the thousandth, and with them a `Cache-Control: private`.
  request.maxHeadersCount = 0;
  return { request, connection: watchConnection(request, connectTimeout ?? DEFAULT_CONNECT_TIMEOUT) };
}

/** Methods that give content a meaning must say when there is none (RFC 9110 section 8.6). */
export function framing(method: string, body: Uint8Array | undefined): readonly string[] {
  if (body !== undefined) return ['Content-Length', String(body.byteLength)];
  return method === 'POST' || method === 'PUT' || method === 'PATCH' ? ['Content-Length', '0'] : [];
}

function watchConnection(request: ClientRequest, timeout: number) {
  let made = false;
  let read = 0;
  request.once('socket', (socket) => {
    made = !socket.connecting;
    read = socket.bytesRead;
    if (made) return;
    const slow = Object.assign(new Error('connecting took too long'), { code: CONNECT_TIMEOUT });
    const timer = setTimeout(() => request.destroy(slow), timeout);
    const secure = 'encrypted' in socket;
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      made = true;
      clearTimeout(timer);
    });
    socket.once('close', () => clearTimeout(timer));
  });
  return {
    made: () => made,
    wasStale: ({ code }: NodeJS.ErrnoException) =>
      request.reusedSocket && (code === 'ECONNRESET' || code === 'EPIPE') && request.socket?.bytesRead === read,
  };
}

function answer(response: IncomingMessage): ExchangeOutcome {
  const reason = unreadable(response);
  if (reason !== undefined) {
    response.destroy();
    return { kind: 'failed', reason: `answered with ${reason}`, stale: false };
  }
  const status = response.statusCode ?? 0;
  const headers: HeaderField[] = [];
  const { rawHeaders } = response;
  for (let index = 0; index < rawHeaders.length; index += 2)
    headers.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  return { kind: 'answered', status, headers, body: response };
}

/** What nothing can be passed on for. */
function unreadable({ statusCode: status = 0, headers }: IncomingMessage): string | undefined {
  // Node takes any three digits; beyond 599 is no status (RFC 9110 section 15), and API Gateway cannot pass it on.
  if (status < 200 || status > 599) return `status ${status}`;
  // Node undoes chunks and ignores other codings: what they leave would be taken for the content (RFC 9112 section 7).
  const { 'transfer-encoding': coding } = headers;
  return coding === undefined || /^(?:chunked|identity)$/i.test(coding) ? undefined : 'an unasked transfer coding';
}
