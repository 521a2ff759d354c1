/**
 * Rendezvous hashing (Thaler and Ravishankar, 1998) with bounded load: each target draws a number from the key and its own
 * URL, the highest wins. Every instance and every deploy agrees without a word between them, and a target that goes or
 * comes moves only its own keys.
 */
import { fading } from '../fading.ts';
import { remembered } from '../remembered.ts';
import type { TargetConfig } from '../router-config.ts';
import { type Pool, shareOf, totalWeight } from './pool.ts';
import type { BackendState, TargetState } from './target-state.ts';

/** The target of the key that has room for it, else of the key; `undefined` from an empty pool. */
export function rendezvous(
  pool: Pool,
  targets: readonly TargetConfig[],
  key: string,
  { state, now }: { readonly state: BackendState; readonly now: number },
): number | undefined {
  const seeds = seedsOf(targets);
  const hash = hashText(key);
  // As logarithms keep the order, equal weights need none.
  const isPlain = pool.areWeightsEqual && pool.shares === undefined;
  const fairness = { sent: faded(state.sent, now), total: totalWeight(pool), now };
  let best: number | undefined;
  let bestOpen: number | undefined;
  let most = 0;
  let mostOpen = 0;
  for (let place = 0; place < pool.indexes.length; place += 1) {
    const index = pool.indexes[place] ?? 0;
    const bits = mix(hash ^ (seeds[index] ?? 0));
    const own = isPlain ? bits + 1 : weightedScore(bits, (pool.weights[place] ?? 0) * shareOf(pool, index));
    if (own <= mostOpen) continue;
    if (own > most) {
      most = own;
      best = index;
    }
    if (isFull(state.targets[index], pool.weights[place] ?? 0, fairness)) continue;
    mostOpen = own;
    bestOpen = index;
  }
  return bestOpen ?? best;
}

/** Weighted so, a target wins in proportion to its weight (Schindelhauer and Schomaker, 2005); 0 where it gets nothing now. */
const weightedScore = (bits: number, weight: number): number => weight / -Math.log((bits + 0.5) / 2 ** 32);

/** What a target may have above its fair share before its keys go to the next one (Mirrokni, Thorup and Zadimoghaddam, 2016). */
const BOUND = 1.25;

/** Requests of late below which no target is full: of fewer, chance alone makes a quarter more. */
const LEAST = 25;

/** Milliseconds in which requests are forgotten to 1/e: an instance has none in flight when it picks, so it counts those of late. */
const DECAY = 10_000;

interface Fairness {
  /** Requests of late to all targets. */
  readonly sent: number;
  /** Weight of all targets. */
  readonly total: number;
  readonly now: number;
}

function isFull(target: TargetState | undefined, weight: number, { sent, total, now }: Fairness): boolean {
  const next = (target === undefined ? 0 : faded(target.sent, now)) + 1;
  return next > LEAST && next > Math.ceil((BOUND * weight * (sent + 1)) / total);
}

/** Requests of late, as of `at`. */
export interface SentCount {
  readonly count: number;
  readonly at: number;
}

const faded = ({ count, at }: SentCount, now: number): number => (count === 0 ? 0 : count * fading(at, now, DECAY));

export const oneMore = (sent: SentCount, now: number): SentCount => ({ count: faded(sent, now) + 1, at: now });

/** Of URLs, not of places in the list: a target that joins the list must not move the others' keys. */
const seedsOf = remembered(new WeakMap<readonly TargetConfig[], Int32Array>(), (targets) =>
  Int32Array.from(targets, ({ url }) => hashText(url)),
);

/** FNV-1a over UTF-16 code units, then mixed. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mix(hash);
}

/** MurmurHash3's finalizer: each bit of the input decides about half the bits of the output. */
function mix(bits: number): number {
  let mixed = bits;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
