import { parseFile } from './parse-file.ts';
import type { ParsedFile } from './parsed-file.ts';
import type { ReadFile } from './read-file.ts';

/** Of the largest public description in many files, about 2,000. */
const MAX_FILES = 10_000;
/** In UTF-16 units, all files together; the largest public description in one file has 12 million. */
const MAX_LENGTH = 64 * 1024 * 1024;

export type FileLoad =
  | { readonly kind: 'parsed'; readonly parsed: ParsedFile }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly why: string };

/** The files of one document, each read once. */
export interface FileSet {
  load(name: string): FileLoad;
  /** Text of each file that was looked for; `undefined` where there is none. */
  readonly texts: ReadonlyMap<string, string | undefined>;
}

export function fileSet(readFile: ReadFile): FileSet {
  const loads = new Map<string, FileLoad>();
  const texts = new Map<string, string | undefined>();
  let length = 0;
  const read = (name: string): FileLoad => {
    if (loads.size >= MAX_FILES)
      return { kind: 'unreadable', why: `a document has at most ${MAX_FILES} files, put some into one` };
    const found = readFile(name);
    texts.set(name, found.kind === 'text' ? found.text : undefined);
    if (found.kind !== 'text') return found;
    length += found.text.length;
    if (length > MAX_LENGTH) {
      return {
        kind: 'unreadable',
        why: 'the files of a document have at most 64 million characters together, shorten them',
      };
    }
    return { kind: 'parsed', parsed: parseFile(name, found.text) };
  };
  return {
    texts,
    load(name) {
      const load = loads.get(name) ?? read(name);
      loads.set(name, load);
      return load;
    },
  };
}
