import { observeLatency } from './peak-ewma.ts';
import type { BackendState, TargetState } from './target-state.ts';

export type TargetOutcome =
  /** Milliseconds to the first byte; for a target that broke off or ran out of time, all the time it was given. */
  | { readonly kind: 'answered' | 'failed'; readonly latency: number }
  /** No connection could be made. */
  | { readonly kind: 'unreachable' };

/** Milliseconds an unreachable target is left out: 5 s, doubled each time in a row, at most 60 s. */
const EJECTION = { first: 5000, most: 60_000 };

/** What the instance knows after a try of the target at `index`. `now` is in milliseconds since the epoch. */
export function observeOutcome(state: BackendState, index: number, outcome: TargetOutcome, now: number): BackendState {
  return state.map((known, at) => (at === index ? observe(known, outcome, now) : known));
}

function observe(known: TargetState, outcome: TargetOutcome, now: number): TargetState {
  if (outcome.kind === 'unreachable') {
    const pause = Math.min(EJECTION.first * 2 ** known.failures, EJECTION.most);
    return { ...known, failures: known.failures + 1, ejectedUntil: now + pause };
  }
  const observed = observeLatency(known, outcome.latency, now);
  // A connection was made, so the target is there, however badly it answered.
  return { ...observed, failures: 0, ejectedUntil: 0 };
}
