/**
 * Rendezvous hashing (Thaler and Ravishankar, 1998): each target draws a number from the key and its own URL, the highest
 * wins. Every instance and every deploy agrees without a word between them, and a target that goes or comes moves only
 * its own keys.
 */
import type { TargetConfig } from '../router-config.ts';
import type { WeightOf } from './weighted-draw.ts';

/** @param isFull whether a target takes no more than it has; where all are full, none counts as such */
export function rendezvous(
  pool: readonly number[],
  targets: readonly TargetConfig[],
  key: string,
  { weightOf, isFull }: { readonly weightOf: WeightOf; readonly isFull: (index: number) => boolean },
): number | undefined {
  const seeds = seedsOf(targets);
  const hash = hashText(key);
  let best: number | undefined;
  let bestOpen: number | undefined;
  let score = Number.NEGATIVE_INFINITY;
  let openScore = score;
  for (const index of pool) {
    // In (0, 1).
    const drawn = (mix(hash ^ (seeds[index] ?? 0)) + 0.5) / 2 ** 32;
    // Weighted so, a target wins in proportion to its weight (Schindelhauer and Schomaker, 2005).
    const own = weightOf(index) / -Math.log(drawn);
    if (own > score) {
      score = own;
      best = index;
    }
    if (own > openScore && !isFull(index)) {
      openScore = own;
      bestOpen = index;
    }
  }
  return bestOpen ?? best;
}

const seedsByTargets = new WeakMap<readonly TargetConfig[], readonly number[]>();

/** Of URLs, not of places in the list: a target that joins the list must not move the others' keys. */
function seedsOf(targets: readonly TargetConfig[]): readonly number[] {
  const known = seedsByTargets.get(targets);
  if (known !== undefined) return known;
  const seeds = targets.map(({ url }) => hashText(url));
  seedsByTargets.set(targets, seeds);
  return seeds;
}

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
