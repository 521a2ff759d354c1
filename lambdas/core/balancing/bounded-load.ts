import type { BackendState } from './target-state.ts';

/** What a target may have above its fair share before its keys go to the next one (Mirrokni, Thorup and Zadimoghaddam, 2016). */
const FACTOR = 1.25;

/** Requests of late below which no target is full: a share of a handful says nothing. */
const LEAST = 10;

/** Milliseconds in which requests are forgotten to 1/e: an instance has none in flight when it picks, so it counts those of late. */
const DECAY = 10_000;

/** Requests of late by index as of `now`. */
export function recentCounts({ counts, countedAt }: BackendState, now: number): readonly number[] {
  const kept = Math.exp(-Math.max(0, now - countedAt) / DECAY);
  return counts.map((count) => count * kept);
}

/** Whether a target has its fair share of what this instance sent of late, and what goes beyond it. */
export function isFullOf(pool: readonly number[], counts: readonly number[], weightOf: (index: number) => number) {
  let sent = 0;
  let weights = 0;
  for (const index of pool) {
    sent += counts[index] ?? 0;
    weights += weightOf(index);
  }
  return (index: number): boolean => {
    const share = (FACTOR * (sent + 1) * weightOf(index)) / weights;
    return (counts[index] ?? 0) + 1 > Math.max(LEAST, Math.ceil(share));
  };
}
