/** One HTTP/2 request and its response over node:http2, with the outcomes of `http-exchange.ts` and nothing more. */
import type { ClientHttp2Stream, OutgoingHttpHeaders } from 'node:http2';
import type { HeaderField } from '../core/messages.ts';
import {
  CANCELED,
  DEADLINE,
  DEFAULT_CONNECT_TIMEOUT,
  type Exchange,
  type ExchangeOutcome,
  type ExchangeRequest,
  framing,
  STREAM_REFUSED,
} from './http-exchange.ts';
import { type OpenSession, sessionsTo } from './http2-sessions.ts';

/** Of a body that ended without its last frame (RFC 9113 section 8.1). */
const TRUNCATED = Object.assign(new Error('the stream was closed before its end'), { code: 'TRUNCATED' });

export function exchangeOverHttp2(wanted: ExchangeRequest): Exchange {
  let cut: (reason: Error) => void = () => undefined;
  const outcome = new Promise<ExchangeOutcome>((resolve) => {
    let over = false;
    const settle = (settled: ExchangeOutcome) => {
      over = true;
      if (settled.kind !== 'answered') clearTimeout(deadline);
      resolve(settled);
    };
    cut = (reason) => settle(reason === DEADLINE ? { kind: 'timeout' } : { kind: 'unsent', reason: reason.message });
    const deadline = setTimeout(() => cut(DEADLINE), Math.max(0, wanted.timeout));
    const { origin, idempotent, connectTimeout = DEFAULT_CONNECT_TIMEOUT } = wanted;
    sessionsTo(origin)
      .acquire({ idempotent, connectTimeout })
      .then((open) => {
        if (over) return open.end();
        const stream = begin(open, wanted);
        cut = (reason) => stop(stream, reason);
        stream.once('close', () => clearTimeout(deadline));
        listen(stream, open, settle);
      })
      .catch((error: unknown) => settle({ kind: 'unsent', reason: codeOf(error) }));
  });
  return { outcome, cancel: () => cut(CANCELED) };
}

const codeOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
};

function begin(open: OpenSession, { origin, method, path, headers, body }: ExchangeRequest): ClientHttp2Stream {
  const [contentLength, length] = framing(method, body);
  const fields: OutgoingHttpHeaders = {
    ':method': method,
    ':scheme': origin.secure ? 'https' : 'http',
    ':authority': origin.authority,
    ':path': origin.basePath + path,
    ...requestFields(headers),
    ...(contentLength !== undefined && { 'content-length': length }),
  };
  const stream = request(open, fields, body === undefined);
  // An instance may be frozen between the end of the answer and that of its stream.
  stream.once('end', open.end).once('close', open.end);
  if (body !== undefined) stream.end(body);
  return stream;
}

function request({ session, end }: OpenSession, fields: OutgoingHttpHeaders, endStream: boolean): ClientHttp2Stream {
  try {
    return session.request(fields, { endStream });
  } catch (error) {
    end();
    throw error;
  }
}

/** Of a connection (RFC 9113 section 8.2.2): callers give none, and one that slipped through must not fail here. */
const REFUSED = new Set([
  'connection',
  'content-length',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);

/** Names are lower case; lines of one name are joined, as a recipient may (RFC 9110 section 5.3, RFC 9113 section 8.2.3). */
function requestFields(headers: readonly HeaderField[]): Readonly<Record<string, string>> {
  const fields = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (REFUSED.has(key)) continue;
    const before = fields.get(key);
    const text = withoutOuterSpace(value);
    // Of TE callers give one value alone, but Node throws on it in upper case or twice.
    if (key === 'te') fields.set(key, 'trailers');
    else fields.set(key, before === undefined ? text : `${before}${key === 'cookie' ? '; ' : ', '}${text}`);
  }
  return Object.fromEntries(fields);
}

/** HTTP/1.1 does not count it and HTTP/2 forbids it. `trim` takes more: the last octet of "à" in UTF-8 as well. */
function withoutOuterSpace(value: string): string {
  let start = 0;
  let end = value.length;
  while (isSpace(value[start])) start += 1;
  while (end > start && isSpace(value[end - 1])) end -= 1;
  return value.slice(start, end);
}

const isSpace = (character: string | undefined): boolean => character === ' ' || character === '\t';

function stop(stream: ClientHttp2Stream, reason: Error): void {
  if (stream.destroyed) return;
  // Says so to the server, whose answer is not wanted any more.
  if (!stream.closed) stream.close(CANCEL);
  stream.destroy(reason);
}

function listen(stream: ClientHttp2Stream, open: OpenSession, settle: (outcome: ExchangeOutcome) => void): void {
  const read = open.socket.bytesRead;
  onlyWhole(stream);
  stream.once('response', (fields, _flags, raw: unknown) => {
    const status = fields[':status'] ?? 0;
    if (status > 599) {
      settle({ kind: 'failed', reason: `answered with status ${status}`, stale: false });
      stop(stream, CANCELED);
    } else settle({ kind: 'answered', status, headers: responseFields(raw as readonly string[]), body: stream });
  });
  // Answered before it was read: nobody reads the rest of the request.
  stream.once('end', () => !stream.writableFinished && stop(stream, CANCELED));
  stream.on('error', (error: NodeJS.ErrnoException) => {
    const isRefused = stream.rstCode === REFUSED_STREAM || (stream.id ?? 0) > open.lastTaken();
    if (error === DEADLINE) settle({ kind: 'timeout' });
    else if (isRefused) settle({ kind: 'unsent', reason: STREAM_REFUSED });
    else {
      const stale = open.isUsed && open.session.destroyed && open.socket.bytesRead === read;
      settle({ kind: 'failed', reason: reasonOf(stream, error), stale });
    }
  });
  stream.once('close', () => settle({ kind: 'failed', reason: 'closed before its answer', stale: false }));
}

/** The server promises that it did nothing (RFC 9113 section 8.7), as for streams that a GOAWAY does not name (6.8). */
const REFUSED_STREAM = 7;
const CANCEL = 8;

/**
 * Node ends a body in the same way whether its last frame came, the stream was reset with NO_ERROR or CANCEL, or the
 * connection was closed; only in the first case the stream is not closed yet at that moment. Node's own servers reset with
 * NO_ERROR in place of the last frame where their socket is full: such a body is whole if its length says so.
 */
function onlyWhole(stream: ClientHttp2Stream): void {
  const push = stream.push.bind(stream);
  let isWhole = false;
  let size = 0;
  let length: number | undefined;
  stream.once('response', ({ 'content-length': told }) => {
    length = told === undefined ? undefined : Number(told);
  });
  stream.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk instanceof Uint8Array) size += chunk.byteLength;
    if (chunk !== null || isWhole) return push(chunk, encoding);
    isWhole = !stream.closed || (stream.rstCode === 0 && size === length);
    if (isWhole) return push(null);
    // Not at once: Node still looks at the stream after this.
    process.nextTick(() => stream.destroy(TRUNCATED));
    return false;
  };
}

function responseFields(raw: readonly string[]): readonly HeaderField[] {
  const fields: HeaderField[] = [];
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] ?? '';
    if (!name.startsWith(':')) fields.push([name, raw[index + 1] ?? '']);
  }
  return fields;
}

/** By code (RFC 9113 section 7). */
const RESETS = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
];

/** Node's code of a reset says only that there was one. */
const reasonOf = ({ rstCode = 0 }: ClientHttp2Stream, { code, message }: NodeJS.ErrnoException): string =>
  code === 'ERR_HTTP2_STREAM_ERROR' ? `stream reset: ${RESETS[rstCode] ?? rstCode}` : (code ?? message);
