import type { DocumentReaderOptions } from '../document-reader.ts';

export interface CompileOptions extends DocumentReaderOptions {
  readonly out: string;
  readonly backend: readonly string[];
}
