import { endOfString, skipSpace } from './json-tree.ts';

export interface DuplicateKey {
  readonly key: string;
  readonly offset: number;
}

/**
 * The first key that an object of a JSON text has twice. Engines keep its last member without a word (RFC 8259 section 4):
 * operations and their security would be lost. Counting is quick; the place is looked for only where the counts differ.
 */
export function findDuplicateKey(text: string, value: unknown): DuplicateKey | undefined {
  return countKeys(text) === countMembers(value) ? undefined : searchKeys(text);
}

function countKeys(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; ) {
    const end = endOfString(text, at);
    if (text[skipSpace(text, end)] === ':') count++;
    at = text.indexOf('"', end);
  }
  return count;
}

/** Without recursion: a document may be nested deeper than the stack. */
function countMembers(value: unknown): number {
  let count = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== 'object' || node === null) continue;
    const members = Object.values(node);
    if (!Array.isArray(node)) count += members.length;
    for (const member of members) if (typeof member === 'object' && member !== null) open.push(member);
  }
  return count;
}

function searchKeys(text: string): DuplicateKey | undefined {
  const open: Set<string>[] = [];
  const marks = /["{}[\]]/g;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[0] === '{' || mark[0] === '[') open.push(new Set());
    else if (mark[0] !== '"') open.pop();
    else {
      marks.lastIndex = endOfString(text, mark.index);
      if (text[skipSpace(text, marks.lastIndex)] !== ':') continue;
      const key = String(JSON.parse(text.slice(mark.index, marks.lastIndex)));
      if (open.at(-1)?.has(key)) return { key, offset: mark.index };
      open.at(-1)?.add(key);
    }
  }
  return undefined;
}
