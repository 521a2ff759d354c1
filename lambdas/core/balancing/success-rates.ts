import { eject, INTERVAL } from './eject.ts';
import type { BackendState, TargetState } from './target-state.ts';

/** Envoy's success_rate_request_volume, success_rate_minimum_hosts and success_rate_stdev_factor. */
const VOLUME = 100;
const MINIMUM_TARGETS = 5;
const DEVIATIONS = 1.9;

/** Counts an answer of the target at `index`, and ejects outliers when enough targets have answered often enough. */
export function judgeSuccessRates(state: BackendState, index: number, now: number): BackendState {
  const { since, counted } = state.window;
  if (since === 0) return { ...state, window: { since: now, counted } };
  const isCounted = state.targets[index]?.answers === VOLUME;
  const window = isCounted ? { since, counted: counted + 1 } : state.window;
  if (window.counted < MINIMUM_TARGETS || now - since < INTERVAL) return isCounted ? { ...state, window } : state;
  const judged = outliers(state.targets).reduce((next, outlier) => eject(next, outlier, now), state);
  const targets = judged.targets.map((target) => ({ ...target, answers: 0, successes: 0 }));
  return { ...judged, targets, window: { since: now, counted: 0 } };
}

function outliers(targets: readonly TargetState[]): readonly number[] {
  const rates = targets
    .map(({ answers, successes }, index) => ({ index, rate: successes / answers, counts: answers >= VOLUME }))
    .filter(({ counts }) => counts);
  const mean = rates.reduce((sum, { rate }) => sum + rate, 0) / rates.length;
  const variance = rates.reduce((sum, { rate }) => sum + (rate - mean) ** 2, 0) / rates.length;
  const least = mean - DEVIATIONS * Math.sqrt(variance);
  return rates.filter(({ rate }) => rate < least).map(({ index }) => index);
}
