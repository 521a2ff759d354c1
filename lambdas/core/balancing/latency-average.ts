import { fading } from '../fading.ts';
import type { BackendState, TargetState } from './target-state.ts';

/** Milliseconds in which the average forgets a latency to 1/e. Shorter than between two of its requests, it would know nothing. */
const DECAY = 10_000;

/**
 * Milliseconds in which a target of which nothing is heard comes to be taken for a typical one, so that a slow one is
 * tried again. Longer than `DECAY`: each try of a target that is still slow is a slow response.
 */
const FORGET = 60_000;

/** Share of one answer in what is typical. */
const TYPICAL_SHARE = 0.02;

/**
 * What one more request is expected to cost: latency, and those before it that the target reports. Their square root, for
 * the latency has waited behind such ones already: counted in full, they made picks follow the noise of single reports
 * (`npm run simulate -- seeds`: 1.20 instead of 1.15 of the oracle's p99 at 75% load, 1.30 instead of 1.26 at 90%).
 */
export function costOf(state: BackendState, target: TargetState, now: number): number {
  const known = target.observedAt === 0 ? 0 : fading(target.observedAt, now, FORGET);
  const latency = target.latency * known + state.typical.latency * (1 - known);
  const load = target.load * known + state.typical.load * (1 - known);
  // One that fails at once would look fast.
  return latency * Math.sqrt(load + 1) * 2 ** (target.failures * known);
}

export function observeLatency(target: TargetState, latency: number, now: number): TargetState {
  if (target.observedAt === 0) return { ...target, latency, observedAt: now };
  const kept = fading(target.observedAt, now, DECAY);
  return { ...target, latency: target.latency * kept + latency * (1 - kept), observedAt: now };
}

/**
 * A failure is no average: all the time it took stands at once (the peak of Finagle's peak-EWMA), and one that came at once
 * does not make its target look fast.
 * @param typical milliseconds that answers of all targets take
 */
export function observeFailure(target: TargetState, latency: number, typical: number, now: number): TargetState {
  const averaged = observeLatency(target, latency, now);
  return { ...averaged, latency: Math.max(averaged.latency, latency, typical) };
}

export function observeTypical(
  { latency, load }: BackendState['typical'],
  answer: { readonly latency: number; readonly load: number },
): BackendState['typical'] {
  if (latency === 0) return answer;
  return {
    latency: latency + (answer.latency - latency) * TYPICAL_SHARE,
    load: load + (answer.load - load) * TYPICAL_SHARE,
  };
}
