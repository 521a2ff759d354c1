import type { Origin } from './origin.ts';

/** A document's values on their way through the stages of reading, which change them in place, and where each was written. */
export interface Tree {
  readonly value: unknown;
  readonly origin: Origin;
}
