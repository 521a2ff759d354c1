/** Milliseconds that an invocation waits for a free execution environment before there is a further one. */
export const PATIENCE = 5;
/**
 * The same where a further one would not help: all compute, and more threads than cores make all of them slower; or those
 * ahead take so little time that it is the processor which is waited for.
 */
const LONG_PATIENCE = 100;

/**
 * Whether invocations take so little that handing them to a thread ahead of time is worth it: what it spares is waking the
 * thread for each, some 20 µs. Where they take longer, the first thread that is free takes the next one.
 */
export function isQuick(took: number | undefined): boolean {
  return took !== undefined && took < 1;
}

export interface Queue {
  /** Whether every environment uses the processor rather than waits for something: asked last, it costs some. */
  readonly computing: () => boolean;
  /** Milliseconds that an invocation takes, on average; `undefined`: none has ended yet. */
  readonly took: number | undefined;
  /** Those not begun, wherever they are. */
  readonly waiting: number;
  readonly environments: number;
  /** Milliseconds for which the first has waited. */
  readonly waited: number;
  /** Milliseconds since an invocation has ended. */
  readonly idle: number;
}

/**
 * Whether there should be a further environment for those that wait: each costs some 12 MB, and helps only who waits for
 * others. Where those ahead are soon over, and do end, it is the processor that is waited for, be it for a second.
 */
export function isImpatient({ computing, took, waiting, environments, waited, idle }: Queue): boolean {
  const soonOver = took !== undefined && (took * waiting) / environments < PATIENCE;
  // A second one lets the next begin while the first thread waits to be woken, which takes long on such a machine.
  if (soonOver) return (environments > 1 ? Math.min(waited, idle) : waited) >= LONG_PATIENCE;
  return waited >= PATIENCE && waited >= (computing() ? LONG_PATIENCE : PATIENCE);
}
