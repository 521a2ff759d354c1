import { isProbing } from './availability.ts';
import { CONSECUTIVE_FAILURES, eject } from './eject.ts';
import { observeFailure, observeLatency, observeTypical } from './latency-average.ts';
import { judgeSuccessRates } from './success-rates.ts';
import { type BackendState, type TargetState, withTarget } from './target-state.ts';

/** What came of one try. */
export type TargetOutcome =
  | AnsweredOutcome
  /** Broke off, made no sense, or ran out of time; `latency` is how long that took, in milliseconds. */
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

/**
 * Milliseconds that an unreachable target rests: 5 s, doubled each time in a row, at most 60 s. While it rests it is tried
 * only where every other is away too: such tries of one moment count as one, or a backend that is back within a second would
 * be served by the first target that is found, alone, for a minute.
 */
const REST = { first: 5000, most: 60_000 };

/** What the instance knows after a try of the target at `index`. `now` is in milliseconds since the epoch. */
export function observeOutcome(state: BackendState, index: number, outcome: TargetOutcome, now: number): BackendState {
  const known = state.targets[index];
  if (known === undefined) return state;
  const target = count(observe(known, outcome, state.typical.latency, now), succeeded(outcome));
  const observed = withTarget({ ...state, typical: typicalAfter(state, outcome) }, index, target);
  const judged = target.failures >= threshold(known, now) ? eject(observed, index, now) : observed;
  return judgeSuccessRates(judged, index, now);
}

const succeeded = (outcome: TargetOutcome): boolean => outcome.kind === 'answered' && outcome.status < 500;

function observe(known: TargetState, outcome: TargetOutcome, typical: number, now: number): TargetState {
  switch (outcome.kind) {
    case 'unreachable': {
      const unreachable = known.restsUntil > now ? Math.max(1, known.unreachable) : known.unreachable + 1;
      const rest = Math.min(REST.first * 2 ** (unreachable - 1), REST.most);
      return { ...known, unreachable, restsUntil: now + rest };
    }
    case 'failed':
      // A connection was made, so the target is there, however badly it answered.
      return { ...observeFailure(known, outcome.latency, typical, now), unreachable: 0, restsUntil: 0 };
    case 'answered':
      return answered(known, outcome, typical, now);
    default:
      return outcome satisfies never;
  }
}

function answered(
  known: TargetState,
  { status, latency, load, retryAfter }: AnsweredOutcome,
  typical: number,
  now: number,
): TargetState {
  const rest = retryAfter === undefined ? 0 : now + Math.min(retryAfter, REST.most);
  const backSince =
    known.unreachable > 0 ? Math.min(known.restsUntil, now) : now - known.backSince > LONG ? 0 : known.backSince;
  const seen = status < 500 ? observeLatency(known, latency, now) : observeFailure(known, latency, typical, now);
  return { ...forgetOld(seen, now), backSince, load: load ?? 0, unreachable: 0, restsUntil: rest };
}

/** Milliseconds after which it no longer matters that a target was away: the longest slow start. */
const LONG = 900_000;

const forgetOld = (target: TargetState, now: number): TargetState =>
  target.ejectedUntil > 0 && now - target.ejectedUntil > LONG ? { ...target, ejections: 0, ejectedUntil: 0 } : target;

function count(target: TargetState, success: boolean): TargetState {
  const answers = target.answers + 1;
  if (!success) return { ...target, answers, failures: target.failures + 1 };
  return { ...target, answers, successes: target.successes + 1, failures: 0 };
}

/** One that has just come back from an ejection is on probation: its first failure ejects it again. */
function threshold(target: TargetState, now: number): number {
  const { ejectedUntil, failures } = target;
  const isBack = ejectedUntil > 0 && ejectedUntil <= now && failures >= CONSECUTIVE_FAILURES;
  return isBack || isProbing(target, now) ? 1 : CONSECUTIVE_FAILURES;
}

function typicalAfter({ typical }: BackendState, outcome: TargetOutcome): BackendState['typical'] {
  if (outcome.kind !== 'answered' || outcome.status >= 500) return typical;
  return observeTypical(typical, { latency: outcome.latency, load: outcome.load ?? 0 });
}
