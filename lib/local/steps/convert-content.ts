import type { ContentHandling } from '../rest-api/rest-api.ts';

const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

/**
 * A body as `contentHandling` has it (developer guide, payload encodings): text is UTF-8, what is none of it is lost in
 * U+FFFD (recorded). `undefined`: it should be base64 and is not.
 * @param binary whether the body counts as binary
 */
export function convertContent(
  body: Buffer,
  binary: boolean,
  handling: ContentHandling | undefined,
): Buffer | undefined {
  if (binary) return handling === 'CONVERT_TO_TEXT' ? Buffer.from(body.toString('base64')) : body;
  return handling === 'CONVERT_TO_BINARY' ? decodeBase64(body.toString('latin1')) : Buffer.from(body.toString('utf8'));
}

/** `undefined`: it is not base64. */
export function decodeBase64(text: string): Buffer | undefined {
  return BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
}
