import type { Settings } from '../compile-settings.ts';
import type { DocumentReaderOptions } from '../document-reader.ts';

export interface CompileOptions extends DocumentReaderOptions, Settings {
  readonly out: string;
}
