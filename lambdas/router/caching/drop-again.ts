import type { Cache } from './cache.ts';
import { drop } from './drop.ts';
import type { DropEvent } from './drop-event.ts';

/** Throws where the table fails still: then the queue keeps the event. */
export async function dropAgain(cache: Cache, { drops }: DropEvent): Promise<void> {
  const outcomes = await Promise.all(drops.map((one) => drop({ cache, units: { read: 0, write: 0 } }, one)));
  const failed = outcomes.find((outcome) => outcome.kind === 'unavailable');
  if (failed?.kind === 'unavailable')
    throw new Error(`the cache's table does not take an invalidation: ${failed.reason}`);
}
