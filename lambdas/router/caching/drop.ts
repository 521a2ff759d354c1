import type { WriteOutcome } from '../../core/caching/rows.ts';
import { LONGEST_KEPT } from '../../core/caching/stored-response.ts';
import type { Asked } from './asked.ts';

/** That what is stored under a key, or belongs to it, and was asked for until an instant, counts no more. */
export interface Drop {
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Milliseconds for which that must be known. */
  readonly kept: number;
}

/** Milliseconds: longer than a request for what was there before can be under way. */
const TOMBSTONE = 900_000;

/**
 * Milliseconds by which the clocks of two instances may differ, much more than those of Lambda's hosts do: what one asked for
 * before must not look newer than what another one lets go of. What is asked for so soon afterwards is not kept.
 */
const SKEW = 50;

/** Of all responses of a URI (RFC 9111 section 4.4): the row takes the place of what leads to them. */
export const uriDrop = (key: string, now: number): Drop => ({ key, at: now + SKEW, kept: TOMBSTONE });

/** Of responses that lie elsewhere, such as those of a group (RFC 9875): the row outlives them, for it is all that tells. */
export const markDrop = (key: string, now: number): Drop => ({ key, at: now + SKEW, kept: LONGEST_KEPT * 2 });

export async function drop({ cache, units }: Pick<Asked, 'cache' | 'units'>, dropped: Drop): Promise<WriteOutcome> {
  const { key, at, kept } = dropped;
  const outcome = await cache.rows.write(key, { barrier: at, expiresAt: at + kept }, at);
  if (outcome.kind !== 'unavailable') units.write += outcome.units;
  return outcome;
}
