export type ByteRange =
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  | { readonly kind: 'unsatisfiable' }
  /** Another unit, several ranges, or no range at all: the whole is the answer (RFC 9110 section 14.2). */
  | { readonly kind: 'ignored' };

/** What a `Range` field asks of so many bytes. */
export function byteRange(field: string, length: number): ByteRange {
  const [, first = '', last = ''] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(field) ?? [];
  if (first === '' && last === '') return { kind: 'ignored' };
  if (first === '') return Number(last) === 0 || length === 0 ? NONE : part(Math.max(0, length - Number(last)), length);
  if (last !== '' && Number(last) < Number(first)) return { kind: 'ignored' };
  if (Number(first) >= length) return NONE;
  return part(Number(first), last === '' ? length : Math.min(length, Number(last) + 1));
}

const NONE: ByteRange = { kind: 'unsatisfiable' };

const part = (first: number, end: number): ByteRange => ({ kind: 'part', first, last: end - 1 });
