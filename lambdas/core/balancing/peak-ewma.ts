import type { TargetState } from './target-state.ts';

/** Milliseconds in which what is known of a target fades to 1/e. Shorter than between two of its requests, it would know nothing. */
const DECAY = 10_000;

/** Fades while nothing is heard, so that a slow target is tried again. */
export const latencyAt = (state: TargetState, now: number): number => state.latency * fade(state, now);

/** Rises at once, falls slowly (Finagle's peak-EWMA). */
export function observeLatency(state: TargetState, latency: number, now: number): TargetState {
  const share = fade(state, now);
  const average = state.latency * share + latency * (1 - share);
  return { ...state, latency: Math.max(latency, average), observedAt: now };
}

const fade = (state: TargetState, now: number): number => Math.exp(-Math.max(0, now - state.observedAt) / DECAY);
