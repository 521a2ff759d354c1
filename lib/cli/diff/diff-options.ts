import type { Settings } from '../compile-settings.ts';
import type { DocumentReaderOptions } from '../document-reader.ts';

export const DIFF_FORMATS = ['text', 'json', 'markdown'] as const;

export interface DiffOptions extends DocumentReaderOptions, Settings {
  /** A commit of git, `REF:PATH`, or a file. */
  readonly base: string;
  readonly format: (typeof DIFF_FORMATS)[number];
  readonly allowBreaking: boolean;
  readonly allowUnclear: boolean;
  /** Whether every change of a kind is shown, however many there are. */
  readonly all: boolean;
}
