import type { WriteOutcome } from '../../core/caching/rows.ts';
import { LONGEST_KEPT } from '../../core/caching/stored-response.ts';
import type { Asked } from './asked.ts';
import type { Cache } from './cache.ts';

/** Milliseconds: longer than a request for what was there before can be under way. */
const TOMBSTONE = 900_000;

/** What was asked for until now counts no more: all responses of a URI (RFC 9111 section 4.4). */
export const dropUri = ({ cache, units }: Pick<Asked, 'cache' | 'units'>, uri: string): Promise<WriteOutcome> =>
  drop(cache, units, uri, TOMBSTONE);

/** The same for the responses of a group (RFC 9875). The row outlives them, for it is all that tells. */
export const dropGroup = ({ cache, units }: Pick<Asked, 'cache' | 'units'>, group: string): Promise<WriteOutcome> =>
  drop(cache, units, group, LONGEST_KEPT * 2);

async function drop(cache: Cache, units: Asked['units'], key: string, kept: number): Promise<WriteOutcome> {
  const now = Date.now();
  const outcome = await cache.rows.write(key, { barrier: now, expiresAt: now + kept }, now);
  if (outcome.kind !== 'unavailable') units.write += outcome.units;
  return outcome;
}
