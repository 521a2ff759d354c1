import type { HeaderField } from '../messages.ts';

/** First bytes of the codings that API Gateway undoes (developer guide, "payload compression"): RFC 1952 2.3.1, RFC 1950 2.2. */
const UNDONE: Readonly<Record<string, (body: Uint8Array) => boolean>> = {
  gzip: ([first, second]) => first === 0x1f && second === 0x8b,
  deflate: ([first = 0, second = 0]) => (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0,
};

/**
 * API Gateway inflates content but leaves `Content-Encoding` in the event: a target that believed it would fail. The field
 * goes where the content is no longer what it says.
 */
export function withoutUndoneCoding(
  headers: readonly HeaderField[],
  body: Uint8Array | undefined,
): readonly HeaderField[] {
  if (body === undefined) return headers;
  return headers.filter(([name, value]) => {
    const isCoded = name.toLowerCase() === 'content-encoding' ? UNDONE[value.trim().toLowerCase()] : undefined;
    return isCoded === undefined || isCoded(body);
  });
}
