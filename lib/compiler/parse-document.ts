import type { DocumentSource } from './document-source.ts';
import type { ReadFile } from './files/read-file.ts';
import { type ReadOptions, readDocument } from './read-document.ts';

const noFiles: ReadFile = () => ({ kind: 'missing' });

/** Reads a document whose text is at hand, as `readDocument` does; there are no other files but those of the options. */
export function parseDocument(file: string, text: string, options: ReadOptions = {}): DocumentSource {
  const { readFile = noFiles } = options;
  return readDocument(file, {
    ...options,
    readFile: (name) => (name === file ? { kind: 'text', text } : readFile(name)),
  });
}
