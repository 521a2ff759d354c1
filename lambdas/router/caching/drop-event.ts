/**
 * What could not be told to the cache's table when it changed, handed to Lambda's queue, which tries an event that fails
 * twice more, after one and two minutes (Lambda Developer Guide, "Asynchronous invocation"). Nobody else may invoke the
 * function, and API Gateway makes the events of its clients.
 */
import type { Drop } from './drop.ts';

export interface DropEvent {
  readonly drops: readonly Drop[];
}

export const isDropEvent = (event: object): event is DropEvent => 'drops' in event;
