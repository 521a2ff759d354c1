import type { BackendConfig } from '../router-config.ts';
import { slowStartShare } from './availability.ts';
import { isFullOf, recentCounts } from './bounded-load.ts';
import { choosePool } from './choose-pool.ts';
import { rendezvous } from './consistent-hash.ts';
import { costOf } from './latency-average.ts';
import { smoothTurn } from './smooth-turn.ts';
import type { BackendState } from './target-state.ts';
import { type WeightOf, weightedDraw } from './weighted-draw.ts';

export interface PickOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Indexes of targets this request was already sent to. */
  readonly tried: readonly number[];
  /** What `consistent-hash` goes by; without it any target will do. */
  readonly hashKey?: string | undefined;
  /**
   * Whether the request may be sent again if this try fails: then it may go to an ejected target that this instance is to
   * try for the whole fleet. Default false.
   */
  readonly mayProbe?: boolean | undefined;
}

export interface Pick {
  readonly index: number;
  readonly state: BackendState;
}

/** The target for one try, or `undefined` when each was tried. */
export function pickTarget(backend: BackendConfig, state: BackendState, options: PickOptions): Pick | undefined {
  const { now, random, hashKey } = options;
  const { targets, slowStart } = backend;
  const pool = choosePool(targets, state, options);
  const weightOf: WeightOf = (index) => {
    const known = state.targets[index];
    const weight = targets[index]?.weight ?? 0;
    return known === undefined || slowStart === undefined ? weight : weight * slowStartShare(known, slowStart, now);
  };
  const picked = (index: number | undefined): Pick | undefined => (index === undefined ? undefined : { index, state });
  switch (backend.balance) {
    case 'least-latency':
      return picked(leastLatency(pool, state, weightOf, options));
    case 'weighted-random':
      return picked(weightedDraw(pool, weightOf, random));
    case 'round-robin': {
      const turn = smoothTurn(pool, weightOf, state.turns);
      return turn && { index: turn.index, state: { ...state, turns: turn.turns } };
    }
    case 'consistent-hash': {
      if (hashKey === undefined) return picked(weightedDraw(pool, weightOf, random));
      const counts = recentCounts(state, now);
      const index = rendezvous(pool, targets, hashKey, { weightOf, isFull: isFullOf(pool, counts, weightOf) });
      return index === undefined ? undefined : { index, state: { ...state, ...counted(counts, index, now) } };
    }
    default:
      return backend.balance satisfies never;
  }
}

const counted = (counts: readonly number[], index: number, now: number) => ({
  counts: counts.with(index, (counts[index] ?? 0) + 1),
  countedAt: now,
});

/**
 * Power of two choices (Mitzenmacher): two are drawn by weight, and the second replaces the first only where it is clearly
 * cheaper. So weights decide among targets that are equally fast (noise of a tenth counts as equal), and cost above that.
 * Never the cheapest of all, nor of three: what is known is old, and all would go there at once (`npm run simulate`).
 */
function leastLatency(
  pool: readonly number[],
  state: BackendState,
  weightOf: WeightOf,
  { now, random }: PickOptions,
): number | undefined {
  const drawn: number[] = [];
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let choice = 0; choice < CHOICES; choice += 1) {
    const index = weightedDraw(pool, weightOf, random, drawn);
    const target = state.targets[index ?? -1];
    if (index === undefined || target === undefined) break;
    drawn.push(index);
    const cost = costOf(state, target, now);
    if (best !== undefined && cost >= CLEARLY_CHEAPER * least) continue;
    best = index;
    least = cost;
  }
  return best;
}

const CHOICES = 2;
const CLEARLY_CHEAPER = 1;
