export const DIFF_FORMATS = ['text', 'json', 'markdown'] as const;

export interface DiffOptions {
  /** A commit of git, `REF:PATH`, or a file. */
  readonly base: string;
  readonly backend: readonly string[];
  readonly format: (typeof DIFF_FORMATS)[number];
  readonly allowBreaking: boolean;
  readonly allowUnclear: boolean;
  /** Whether every change of a kind is shown, however many there are. */
  readonly all: boolean;
}
