/** Milliseconds that an invocation waits for a free execution environment before there is a further one. */
export const PATIENCE = 5;
/**
 * The same where a further one would not help: all compute, and more threads than cores make all of them slower; or those
 * ahead take so little time that it is the processor which is waited for.
 */
const LONG_PATIENCE = 100;

export interface Queue {
  /** Whether every environment uses the processor rather than waits for something. */
  readonly computing: boolean;
  /** Milliseconds that an invocation takes, on average; `undefined`: none has ended yet. */
  readonly took: number | undefined;
  readonly waiting: number;
  readonly environments: number;
}

/** How long the first in a queue is let wait, in milliseconds: each further thread costs some 12 MB, and helps only who waits for others. */
export function patience({ computing, took, waiting, environments }: Queue): number {
  const soonOver = took !== undefined && (took * waiting) / environments < PATIENCE;
  return computing || soonOver ? LONG_PATIENCE : PATIENCE;
}
