import { fieldValues } from '../fields/field-values.ts';
import type { HeaderField, ResponseMessage } from '../messages.ts';
import type { StoredResponse } from './stored-response.ts';

const CONDITIONAL = new Set(['if-none-match', 'if-modified-since']);

/** A request for the whole of what is there now, whatever the client has of it. */
export const unconditional = (headers: readonly HeaderField[]): readonly HeaderField[] =>
  headers.filter(([name]) => !CONDITIONAL.has(name.toLowerCase()));

const PARTIAL = new Set(['range', 'if-range']);

/** A request for the whole, whatever part of it the client wants. */
export const entire = (headers: readonly HeaderField[]): readonly HeaderField[] =>
  headers.filter(([name]) => !PARTIAL.has(name.toLowerCase()));

/** The request by which a stored response is validated: it holds the stored validators (RFC 9111 section 4.3.1). */
export function validationFields(headers: readonly HeaderField[], stored: StoredResponse): readonly HeaderField[] {
  const [etag] = fieldValues(stored.headers, 'etag');
  const [lastModified] = fieldValues(stored.headers, 'last-modified');
  return [
    ...unconditional(headers),
    ...(etag === undefined ? [] : [['If-None-Match', etag] as const]),
    ...(lastModified === undefined ? [] : [['If-Modified-Since', lastModified] as const]),
  ];
}

/** Fields that describe the stored bytes: a response without them cannot change those (RFC 9111 section 3.2). */
const OF_THE_BODY = new Set(['content-encoding', 'content-length', 'content-range', 'transfer-encoding']);

export interface Renewing extends Omit<ResponseMessage, 'body'> {
  /** Bytes of the whole, as far as a response to HEAD says. */
  readonly wholeLength?: number;
}

/**
 * The stored response made new by a 304, or by a 200 to a HEAD (RFC 9111 sections 4.3.4 and 4.3.5). `undefined`: it
 * speaks of another representation.
 */
export function freshened(stored: StoredResponse, response: Renewing): ResponseMessage | undefined {
  if (!describes(stored, response)) return undefined;
  const replaced = new Set(['date', 'age', ...response.headers.map(([name]) => name.toLowerCase())]);
  const headers = [
    ...stored.headers.filter(([name]) => OF_THE_BODY.has(name.toLowerCase()) || !replaced.has(name.toLowerCase())),
    ...response.headers.filter(([name]) => !OF_THE_BODY.has(name.toLowerCase())),
  ];
  return { status: stored.status, headers, body: stored.body };
}

/** A 304 without validators means the one that was asked about; a HEAD's length must be that of the stored body. */
function describes(stored: StoredResponse, { status, headers, wholeLength }: Renewing): boolean {
  const agree = (name: string) => {
    const [theirs] = fieldValues(headers, name);
    return theirs === undefined || theirs === fieldValues(stored.headers, name)[0];
  };
  if (!agree('etag')) return false;
  if (status === 304) return fieldValues(headers, 'etag').length > 0 || agree('last-modified');
  return agree('last-modified') && (wholeLength === undefined || wholeLength === stored.body.byteLength);
}
