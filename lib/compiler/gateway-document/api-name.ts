/** Characters: AWS documents no length for the name of a REST API, tags and consoles take this many. */
const MAX_LENGTH = 255;

/** A document's title as the name of its REST API: one line, without control characters, short enough anywhere. */
export const apiName = (title: string): string => shortened(title, MAX_LENGTH) || 'untitled';

/** A text of one line and at most so many characters, cut between characters. */
export function shortened(text: string, length: number): string {
  const line = text
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return line.length <= length ? line : `${[...line.slice(0, length - 1)].slice(0, -1).join('')}…`;
}
