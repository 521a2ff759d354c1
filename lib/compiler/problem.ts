import type { RuleName } from './rules/index.ts';

/** One finding about a document. Data: gathered and returned, never thrown by the compiler. */
export interface Problem {
  /** Kebab-case; also the name of its file in `rules/` and of its page in `docs/rules`. */
  readonly rule: string;
  /** `error`: cannot deploy. `warning`: nothing enforces it. `info`: enforced or kept elsewhere than the reader expects. */
  readonly severity: 'error' | 'warning' | 'info';
  /** What is wrong, what was found, what is allowed, what to do: lower case, no final period. */
  readonly message: string;
  /** JSON Pointer (RFC 6901) into the file. */
  readonly pointer: string;
  /** As the user named it, or relative to what the user named. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}

/** A problem before its place in the file is looked up. */
export interface Finding extends Pick<Problem, 'severity' | 'message' | 'pointer'> {
  readonly rule: RuleName;
}
