import type { BackendConfig } from '../router-config.ts';
import { choosePool } from './choose-pool.ts';
import { oneMore, rendezvous } from './consistent-hash.ts';
import { costOf } from './latency-average.ts';
import { draw, type Pool } from './pool.ts';
import { smoothTurn } from './smooth-turn.ts';
import { type BackendState, withTarget } from './target-state.ts';

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
  const pool = choosePool(backend, state, options);
  switch (backend.balance) {
    case 'least-latency':
      return unchanged(state, leastLatency(pool, state, options));
    case 'weighted-random':
      return unchanged(state, draw(pool, options.random));
    case 'round-robin': {
      const turn = smoothTurn(pool, state.turns);
      return turn && { index: turn.index, state: { ...state, turns: turn.turns } };
    }
    case 'consistent-hash':
      return options.hashKey === undefined
        ? unchanged(state, draw(pool, options.random))
        : byKey(pool, backend, options.hashKey, { state, now: options.now });
    default:
      return backend.balance satisfies never;
  }
}

const unchanged = (state: BackendState, index: number | undefined): Pick | undefined =>
  index === undefined ? undefined : { index, state };

function byKey(
  pool: Pool,
  { targets }: BackendConfig,
  key: string,
  known: { readonly state: BackendState; readonly now: number },
): Pick | undefined {
  const index = rendezvous(pool, targets, key, known);
  const { state, now } = known;
  const target = state.targets[index ?? -1];
  if (index === undefined || target === undefined) return undefined;
  const counted = withTarget(state, index, { ...target, sent: oneMore(target.sent, now) });
  return { index, state: { ...counted, sent: oneMore(state.sent, now) } };
}

/**
 * Power of two choices (Mitzenmacher): two are drawn by weight, and the second replaces the first only where it is clearly
 * cheaper. So weights decide among targets that are equally fast (noise of a tenth counts as equal), and cost above that.
 * Never the cheapest of all, nor of three: what is known is old, and all would go there at once (`npm run simulate`).
 */
function leastLatency(pool: Pool, state: BackendState, { now, random }: PickOptions): number | undefined {
  const first = draw(pool, random);
  const second = draw(pool, random, first);
  const [one, other] = [state.targets[first ?? -1], state.targets[second ?? -1]];
  if (one === undefined || other === undefined) return first;
  return costOf(state, other, now) < CLEARLY_CHEAPER * costOf(state, one, now) ? second : first;
}

const CLEARLY_CHEAPER = 0.9;
