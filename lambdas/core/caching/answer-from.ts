import { fieldValues } from '../fields/field-values.ts';
import type { HeaderField, RequestMessage, ResponseMessage } from '../messages.ts';
import { byteRange } from './byte-range.ts';
import { isSameForRange, isUnchanged, type Representation } from './preconditions.ts';

/** Of a 304: what its client may have to update (RFC 9110 section 15.4.5), and what guides caches. */
const OF_304 = new Set([
  'cache-control',
  'cache-groups',
  'cdn-cache-control',
  'content-location',
  'date',
  'etag',
  'expires',
  'last-modified',
  'vary',
  'via',
]);

/** Of a 416: it tells of the request alone, and a cache on the way must not keep it for those who ask for the whole. */
const OF_416 = new Set(['date', 'via']);

const only = (names: ReadonlySet<string>, headers: readonly HeaderField[]): readonly HeaderField[] =>
  headers.filter(([name]) => names.has(name.toLowerCase()));

/** What a client is told of a whole response: all of it, that it has it already, a part of it, or its fields alone. */
export function answerFrom(
  { method, headers }: Pick<RequestMessage, 'method' | 'headers'>,
  response: ResponseMessage & Pick<Representation, 'receivedAt'>,
): ResponseMessage {
  // To a POST they mean something else, or nothing (RFC 9110 sections 13.1.2, 13.1.3 and 14.2).
  if (method === 'POST') return response;
  // Conditions and ranges are about what a 200 holds (RFC 9110 sections 13.2.1 and 14.2).
  if (response.status === 200 && isUnchanged(headers, response)) {
    return { status: 304, headers: only(OF_304, response.headers), body: EMPTY };
  }
  if (method === 'HEAD') return { status: response.status, headers: response.headers, body: EMPTY };
  const [range] = response.status === 200 ? fieldValues(headers, 'range') : [];
  return range === undefined ? response : partOf(response, range, fieldValues(headers, 'if-range')[0]);
}

const EMPTY = new Uint8Array();

function partOf(
  response: ResponseMessage & Pick<Representation, 'receivedAt'>,
  range: string,
  ifRange: string | undefined,
): ResponseMessage {
  const { headers, body } = response;
  if (ifRange !== undefined && !isSameForRange(ifRange, response)) return response;
  const asked = byteRange(range, body.byteLength);
  switch (asked.kind) {
    case 'ignored':
      return response;
    case 'unsatisfiable': {
      const fields = withRange(only(OF_416, headers), `bytes */${body.byteLength}`);
      return { status: 416, headers: [...fields, ['Cache-Control', 'no-store']], body: EMPTY };
    }
    case 'part': {
      const fields = withRange(headers, `bytes ${asked.first}-${asked.last}/${body.byteLength}`);
      return { status: 206, headers: fields, body: body.subarray(asked.first, asked.last + 1) };
    }
    default:
      return asked satisfies never;
  }
}

const withRange = (headers: readonly HeaderField[], range: string): readonly HeaderField[] => [
  ...headers.filter(([name]) => name.toLowerCase() !== 'content-range'),
  ['Content-Range', range],
];
