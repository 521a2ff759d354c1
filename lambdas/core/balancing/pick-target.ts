import type { BackendConfig, TargetConfig } from '../router-config.ts';
import { latencyAt } from './peak-ewma.ts';
import type { BackendState, TargetState } from './target-state.ts';

export interface PickOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Indexes of targets this request was already sent to. */
  readonly tried: readonly number[];
  /** What `consistent-hash` goes by; without it any target will do. */
  readonly hashKey?: string | undefined;
}

export interface Pick {
  readonly index: number;
  readonly state: BackendState;
}

interface Candidate {
  readonly index: number;
  readonly weight: number;
  readonly state: TargetState;
}

/** The target for one try, or `undefined` when each was tried. Where all are ejected, ejection is ignored. */
export function pickTarget(backend: BackendConfig, state: BackendState, options: PickOptions): Pick | undefined {
  const untried = candidates(backend.targets, state).filter(({ index }) => !options.tried.includes(index));
  const healthy = untried.filter((candidate) => candidate.state.ejectedUntil <= options.now);
  const pool = healthy.length > 0 ? healthy : untried;
  switch (backend.balance) {
    case 'least-latency':
      return withState(leastLatency(pool, options), state);
    case 'weighted-random':
      return withState(weightedRandom(pool, options.random), state);
    case 'round-robin':
      return roundRobin(pool, state);
    default:
      return backend.balance satisfies never;
  }
}

const candidates = (targets: readonly TargetConfig[], state: BackendState): readonly Candidate[] =>
  state.flatMap((known, index) => ({ index, weight: targets[index]?.weight ?? 0, state: known }));

const withState = (candidate: Candidate | undefined, state: BackendState): Pick | undefined =>
  candidate && { index: candidate.index, state };

/**
 * Power of two choices: two are drawn by weight, and the second replaces the first only where it is clearly faster.
 * So weights decide among targets that are equally fast (noise of a fifth counts as equal), and latency above that.
 */
function leastLatency(pool: readonly Candidate[], { now, random }: PickOptions): Candidate | undefined {
  const first = weightedRandom(pool, random);
  const second = weightedRandom(
    pool.filter((candidate) => candidate !== first),
    random,
  );
  if (first === undefined || second === undefined) return first;
  return latencyAt(second.state, now) < CLEARLY_FASTER * latencyAt(first.state, now) ? second : first;
}

const CLEARLY_FASTER = 0.8;

function weightedRandom(pool: readonly Candidate[], random: () => number): Candidate | undefined {
  let left = random() * pool.reduce((sum, { weight }) => sum + weight, 0);
  const drawn = pool.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  // Rounding may leave a last crumb.
  return drawn ?? pool.at(-1);
}

/** Smooth weighted round robin: each gains its weight in turns, the richest is picked and pays for all. */
function roundRobin(pool: readonly Candidate[], state: BackendState): Pick | undefined {
  const total = pool.reduce((sum, { weight }) => sum + weight, 0);
  const gained = pool.map(({ index, weight, state: known }) => ({ index, turn: known.turn + weight }));
  const richest = gained.reduce<(typeof gained)[number] | undefined>(
    (best, next) => (best === undefined || next.turn > best.turn ? next : best),
    undefined,
  );
  if (richest === undefined) return undefined;
  const turns = new Map(gained.map(({ index, turn }) => [index, index === richest.index ? turn - total : turn]));
  return {
    index: richest.index,
    state: state.map((known, index) => ({ ...known, turn: turns.get(index) ?? known.turn })),
  };
}
