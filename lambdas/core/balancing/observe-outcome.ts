import { observeLatency } from './peak-ewma.ts';
import type { BackendState, TargetState } from './target-state.ts';

/** What came of one try. */
export type TargetOutcome =
  | AnsweredOutcome
  /** Broke off, made no sense, or ran out of time; `latency` is then all the time it was given, in milliseconds. */
  | { readonly kind: 'failed'; readonly latency: number }
  /** No connection could be made. */
  | { readonly kind: 'unreachable' };

export interface AnsweredOutcome {
  readonly kind: 'answered';
  /** Milliseconds to the first byte. */
  readonly latency: number;
  readonly status: number;
  /** What the target reports of itself (`readLoad`), in requests in flight. */
  readonly load?: number | undefined;
  /** Milliseconds for which it asked to be left alone (`Retry-After`). */
  readonly retryAfter?: number | undefined;
}

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
