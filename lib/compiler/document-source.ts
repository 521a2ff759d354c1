import type { Problem } from './problem.ts';

/** A document as it was read: its value, and the way back from a value to its place in the file. */
export interface DocumentSource {
  /** As the user named it. */
  readonly file: string;
  readonly text: string;
  /** `undefined` where the text could not be parsed. */
  readonly value: unknown;
  /** Why the text could not be parsed. */
  readonly syntaxProblem: Problem | undefined;
  /** Where the value at a JSON Pointer is written: its key, or its list item; else what of the way to it exists. */
  readonly locate: (pointer: string) => Position;
}

export interface Position {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}
