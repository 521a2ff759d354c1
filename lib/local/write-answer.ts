/** EDGE: an answer onto a Node response. */
import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import type { Answer } from './steps/exchange.ts';

export function writeAnswer(
  method: string,
  response: ServerResponse,
  answer: Answer,
  onError: (error: unknown) => void,
): void {
  if (response.destroyed) {
    if (isStream(answer.body)) answer.body.destroy();
    return;
  }
  try {
    if (isStream(answer.body)) writeStream(response, answer, answer.body, onError);
    else writeWhole(method, response, answer, answer.body);
  } catch (error) {
    onError(error);
    response.destroy();
  }
}

function isStream(body: Answer['body']): body is Readable {
  return typeof body !== 'string' && !Buffer.isBuffer(body);
}

/** Sends the fields at once. Octets, for node:http writes fields as UTF-8 with a string that follows, or none: not what they were. */
const NOTHING = Buffer.alloc(0);

function writeWhole(
  method: string,
  response: ServerResponse,
  { status, headers }: Answer,
  body: string | Buffer,
): void {
  const length = Buffer.byteLength(body);
  const bodiless = status < 200 || status === 204 || status === 304;
  if (method === 'HEAD' || bodiless) {
    response.writeHead(status, keptLength(headers, bodiless ? undefined : length));
    response.end();
    return;
  }
  const sent = withoutLength(headers);
  sent.push('Content-Length', String(length));
  response.writeHead(status, sent);
  // A string goes out with the fields in one write; of ASCII its octets are the same, and the fields stay what they were.
  if (typeof body === 'string' && body.length === length) response.end(body, 'latin1');
  else response.end(typeof body === 'string' ? Buffer.from(body) : body);
}

/** An answer to HEAD, and 304, says how long the body would be: the integration's word, else ours. */
function keptLength(headers: string[], length: number | undefined): string[] {
  const stated = headers.findIndex((name, i) => i % 2 === 0 && name.toLowerCase() === 'content-length');
  const value = stated === -1 ? undefined : headers[stated + 1];
  const sent = withoutLength(headers);
  if (value !== undefined && /^\d+$/.test(value)) sent.push('Content-Length', value);
  else if (length !== undefined) sent.push('Content-Length', String(length));
  return sent;
}

/** The length is counted here, whatever the integration said. */
function withoutLength(headers: string[]): string[] {
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i]?.toLowerCase() === 'content-length') {
      headers.splice(i, 2);
      i -= 2;
    }
  }
  return headers;
}

/** Milliseconds after which API Gateway ends a stream on which nothing came (Regional and private endpoints). */
const STREAM_IDLE = 300_000;

function writeStream(
  response: ServerResponse,
  { status, headers }: Answer,
  body: Readable,
  onError: (error: unknown) => void,
): void {
  response.writeHead(status, withoutLength(headers));
  response.write(NOTHING);
  response.setTimeout(STREAM_IDLE, () => body.destroy(new Error('nothing came on the stream for 5 minutes')));
  pipeline(body, response, (error) => {
    // A client that goes away is no error of ours.
    if (error != null && (error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') onError(error);
  });
}
