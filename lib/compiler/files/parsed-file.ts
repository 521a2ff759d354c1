import type { Position } from '../document-source.ts';

/** A file's text as a value, and the way back: the place of what a JSON Pointer names, looked for when asked for. */
export interface ParsedFile {
  /** As the user named it, or relative to what the user named; also what tells files apart. */
  readonly file: string;
  readonly text: string;
  /** `undefined` where the text could not be parsed. */
  readonly value: unknown;
  /** Why the text could not be parsed. */
  readonly failure: SyntaxFailure | undefined;
  readonly position: (pointer: string) => Position;
}

export interface SyntaxFailure {
  readonly offset: number;
  readonly message: string;
}
