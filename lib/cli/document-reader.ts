import {
  type DocumentSource,
  diskFiles,
  type FileRead,
  isUrl,
  parseDocument,
  type ReadFile,
  readDocument,
} from '../compiler/index.ts';
import { fetchText } from './fetch-text.ts';
import { readStdin } from './read-stdin.ts';

export interface DocumentReaderOptions {
  readonly overlay: readonly string[];
  /** URLs at and below which references may be followed. */
  readonly allowUrl: readonly string[];
}

/** Where a document and its overlays are, if not on the disk as the command line says. */
export interface Elsewhere {
  readonly overlays: readonly string[];
  readonly readFile: ReadFile;
}

export type DocumentReader = (file: string, elsewhere?: Elsewhere) => Promise<DocumentSource>;

/** Reads documents as the command line says, `-` from stdin; what URLs name is fetched once, however often it is read. */
export function documentReader({ overlay, allowUrl }: DocumentReaderOptions): DocumentReader {
  const fetched = new Map<string, FileRead>();
  const isAllowed = (url: string) => allowUrl.some((allowed) => url === allowed || url.startsWith(below(allowed)));
  const read = async (file: string, text: string | undefined, from: Elsewhere): Promise<DocumentSource> => {
    const wanted = new Set<string>();
    const readUrl = (url: string): FileRead => {
      if (!isAllowed(url)) return { kind: 'unreadable', why: `it is a URL, copy it into a file or say --allow-url` };
      wanted.add(url);
      return { kind: 'unreadable', why: 'it is not fetched yet' };
    };
    const readFile = (name: string) => (isUrl(name) ? (fetched.get(name) ?? readUrl(name)) : from.readFile(name));
    const options = { overlays: from.overlays, readFile };
    const source = text === undefined ? readDocument(file, options) : parseDocument(file, text, options);
    if (wanted.size === 0) return source;
    // What they name in their turn is known only when they are read.
    for (const url of wanted) fetched.set(url, await fetchText(url, isAllowed));
    return read(file, text, from);
  };
  return async (file, elsewhere) => {
    const from = elsewhere ?? { overlays: overlay, readFile: diskFiles([file, ...overlay]) };
    return file === '-' ? read('stdin', await readStdin(), from) : read(file, undefined, from);
  };
}

const below = (url: string) => (url.endsWith('/') ? url : `${url}/`);
