import type { Problem } from '../../compiler/index.ts';
import type { Settings } from '../compile-settings.ts';
import type { DocumentReaderOptions } from '../document-reader.ts';

export const FORMAT_NAMES = ['text', 'json', 'sarif', 'github'] as const;

export const SEVERITIES = ['error', 'warning', 'info'] as const satisfies readonly Problem['severity'][];

export interface ValidateOptions extends DocumentReaderOptions, Settings {
  readonly format: (typeof FORMAT_NAMES)[number];
  /** The worst severity that still exits 0. */
  readonly maxSeverity: Problem['severity'];
  /** Whether text shows every problem of a rule, however many there are. */
  readonly all: boolean;
}
