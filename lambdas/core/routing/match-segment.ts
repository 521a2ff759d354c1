import type { PathSegment } from './parse-path.ts';

/**
 * Values of the variables of one segment, percent-encoded as sent, or `undefined` where its texts are not there.
 * A variable is never empty and ends at the first place where the text after it is found, the last one at the end.
 */
export function matchSegment(texts: readonly string[], segment: PathSegment): readonly string[] | undefined {
  const { decoded } = segment;
  const first = texts[0] ?? '';
  const last = texts.at(-1) ?? '';
  const end = decoded.length - last.length;
  if (!decoded.startsWith(first) || !decoded.endsWith(last)) return undefined;
  const rawOffset = segment.raw === decoded ? (index: number) => index : rawOffsets(segment);
  const values: string[] = [];
  let start = first.length;
  for (const text of texts.slice(1, -1)) {
    const found = decoded.indexOf(text, start + 1);
    if (found === -1 || found + text.length >= end) return undefined;
    values.push(segment.raw.slice(rawOffset(start), rawOffset(found)));
    start = found + text.length;
  }
  if (start >= end) return undefined;
  values.push(segment.raw.slice(rawOffset(start), rawOffset(end)));
  return values;
}

/** Where each UTF-16 unit of the decoded text starts in the raw one. */
function rawOffsets({ raw, decoded }: PathSegment): (index: number) => number {
  const offsets: number[] = [];
  let at = 0;
  for (const character of decoded) {
    offsets.push(...Array.from({ length: character.length }, () => at));
    at += raw[at] === '%' ? 3 * utf8Length(character) : character.length;
  }
  return (index) => offsets[index] ?? raw.length;
}

function utf8Length(character: string): number {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
