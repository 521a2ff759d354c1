import type { NormalMediaType } from '../dialects/normal-document.ts';

/** The one of a list that stands for a media type: itself, its type (`image/*`), or all (RFC 9110, section 12.5.1). */
export function standingFor(type: string, list: readonly NormalMediaType[]): NormalMediaType | undefined {
  const wanted = essence(type);
  const ranges = [wanted, `${wanted.split('/')[0]}/*`, '*/*'];
  return ranges.map((range) => list.find((each) => essence(each.type) === range)).find((found) => found !== undefined);
}

/** Without parameters. */
const essence = (type: string): string => (type.split(';')[0] ?? '').trim().toLowerCase();
