import { gunzipSync, inflateSync } from 'node:zlib';
import type { Refusal } from './exchange.ts';
import { readHeader } from './read-header.ts';
import { REQUEST_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE } from './refusals.ts';

/** Decompresses a body that came with gzip or deflate; anything else in Content-Encoding is refused (developer guide). */
export function decompressRequest(rawHeaders: readonly string[], body: Buffer, maxBytes: number): Buffer | Refusal {
  const coding = body.length === 0 ? undefined : readHeader(rawHeaders, 'content-encoding')?.trim().toLowerCase();
  if (coding === undefined || coding === '' || coding === 'identity') return body;
  if (coding !== 'gzip' && coding !== 'deflate') return UNSUPPORTED_MEDIA_TYPE;
  try {
    const options = { maxOutputLength: maxBytes };
    return coding === 'gzip' ? gunzipSync(body, options) : inflateSync(body, options);
  } catch (error) {
    return error instanceof RangeError || (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE'
      ? REQUEST_TOO_LARGE
      : UNSUPPORTED_MEDIA_TYPE;
  }
}
