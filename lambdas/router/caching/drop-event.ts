/**
 * What could not be told to the cache's table when it changed, handed to Lambda's queue, which tries an event that fails
 * twice more, after one and two minutes (Lambda Developer Guide, "Asynchronous invocation"). Nobody else may invoke the
 * function, and API Gateway makes the events of its clients.
 */
import type { Cache } from './cache.ts';
import { type Drop, drop } from './drop.ts';

export interface DropEvent {
  readonly drops: readonly Drop[];
}

export const isDropEvent = (event: object): event is DropEvent => 'drops' in event;

/** Throws where the table fails still: then the queue keeps the event. */
export async function dropAgain(cache: Cache, { drops }: DropEvent): Promise<void> {
  const outcomes = await Promise.all(drops.map((one) => drop({ cache, units: { read: 0, write: 0 } }, one)));
  const failed = outcomes.find((outcome) => outcome.kind === 'unavailable');
  if (failed?.kind === 'unavailable')
    throw new Error(`the cache's table does not take an invalidation: ${failed.reason}`);
}
