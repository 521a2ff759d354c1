import type { Problem } from './problem.ts';

/** A document as it was read from its files: its value, and the way back from a value to its place in one of them. */
export interface DocumentSource {
  /** As the user named it. */
  readonly file: string;
  /** One tree, all its references inside it (`#/…`); `undefined` where the text could not be parsed. */
  readonly value: unknown;
  /** Reads that value anew as it would be without overlays; `undefined` where there are none. */
  readonly withoutOverlays: (() => unknown) | undefined;
  /** What is wrong with the files themselves: their syntax, their references to each other. */
  readonly problems: readonly Problem[];
  /** Text of each file that was looked for, in the order of reading; `undefined` where there is none. */
  readonly files: ReadonlyMap<string, string | undefined>;
  /** Where the value at a JSON Pointer into `value` is written: its key, or its list item; else what of the way to it exists. */
  readonly locate: (pointer: string) => Place;
}

export interface Position {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}

export interface Place extends Position {
  /** As the user named it, or relative to what the user named. */
  readonly file: string;
  /** JSON Pointer (RFC 6901) into that file. */
  readonly pointer: string;
}
