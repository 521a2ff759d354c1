/** Lambda's limit for a buffered payload in either direction, in bytes; it allows a response 100 more. */
export const REQUEST_LIMIT = 6 * 1024 * 1024;
export const RESPONSE_LIMIT = REQUEST_LIMIT + 100;

/** Whether a text has more bytes as UTF-8; counts them only where its length does not tell. */
export function isOver(limit: number, text: string): boolean {
  return text.length > limit || (text.length * 3 > limit && Buffer.byteLength(text) > limit);
}
