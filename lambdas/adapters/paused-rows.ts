import { isInvalidation, type ReadOutcome, type RowStore, type WriteOutcome } from '../core/caching/rows.ts';
import { allows, begin, type CircuitBreaker, CLOSED, fail, succeed } from '../core/resilience/circuit-breaker.ts';

export interface Pausing {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
}

/**
 * A store that is left alone for a while after failures in a row, as a target is (`circuit-breaker.ts` has the numbers): a
 * table that swallows every call would cost each request its whole timeout. One call at a time then looks whether it is
 * back. Invalidations are tried in any case: what they lose, other instances go on serving.
 */
export function pausedRows(store: RowStore, { now, random }: Pausing): RowStore {
  let breaker: CircuitBreaker = CLOSED;
  const guarded = async <Outcome extends ReadOutcome | WriteOutcome>(call: () => Promise<Outcome>) => {
    breaker = begin(breaker, now());
    const { opened } = breaker;
    const outcome = await call();
    if (outcome.kind !== 'unavailable') breaker = succeed(breaker);
    // Calls that were under way when it opened tell nothing new.
    else if (breaker.opened === opened) breaker = fail(breaker, now(), random);
    return outcome;
  };
  return {
    read: async (keys) => (allows(breaker, now()) ? guarded(() => store.read(keys)) : PAUSED),
    write: async (key, row, after) =>
      allows(breaker, now()) || isInvalidation(key, row) ? guarded(() => store.write(key, row, after)) : PAUSED,
  };
}

const PAUSED = { kind: 'unavailable', reason: 'paused' } as const;
