import type { DocumentSource } from './document-source.ts';
import { readDocument } from './read-document.ts';

/** Reads a document whose text is at hand, as `readDocument` does; there are no other files. */
export function parseDocument(file: string, text: string): DocumentSource {
  return readDocument(file, { readFile: (name) => (name === file ? { kind: 'text', text } : { kind: 'missing' }) });
}
