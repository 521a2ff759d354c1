import {
  type DocumentSource,
  diskFiles,
  type FileRead,
  isUrl,
  parseDocument,
  readDocument,
} from '../compiler/index.ts';
import { fetchText } from './fetch-text.ts';
import { readStdin } from './read-stdin.ts';

export interface DocumentReaderOptions {
  readonly overlay: readonly string[];
  /** URLs at and below which references may be followed. */
  readonly allowUrl: readonly string[];
}

/** Reads documents as the command line says, `-` from stdin; what URLs name is fetched once, however often it is read. */
export function documentReader({
  overlay,
  allowUrl,
}: DocumentReaderOptions): (file: string) => Promise<DocumentSource> {
  const fetched = new Map<string, FileRead>();
  const isAllowed = (url: string) => allowUrl.some((allowed) => url === allowed || url.startsWith(below(allowed)));
  const read = async (file: string, text: string | undefined): Promise<DocumentSource> => {
    const wanted = new Set<string>();
    const disk = diskFiles([file, ...overlay]);
    const readUrl = (url: string): FileRead => {
      if (!isAllowed(url)) return { kind: 'unreadable', why: `it is a URL, copy it into a file or say --allow-url` };
      wanted.add(url);
      return { kind: 'unreadable', why: 'it is not fetched yet' };
    };
    const readFile = (name: string) => (isUrl(name) ? (fetched.get(name) ?? readUrl(name)) : disk(name));
    const options = { overlays: overlay, readFile };
    const source = text === undefined ? readDocument(file, options) : parseDocument(file, text, options);
    if (wanted.size === 0) return source;
    // What they name in their turn is known only when they are read.
    for (const url of wanted) fetched.set(url, await fetchText(url, isAllowed));
    return read(file, text);
  };
  return async (file) => (file === '-' ? read('stdin', await readStdin()) : read(file, undefined));
}

const below = (url: string) => (url.endsWith('/') ? url : `${url}/`);
