import { requestShape } from '../dialects/template-shape.ts';
import { member } from '../plain-object.ts';
import type { ReadOperation } from '../reading.ts';
import type { OperationPair } from './change.ts';

export interface MatchedOperations {
  /** The same requests reach both. */
  readonly pairs: readonly OperationPair[];
  /** The same `operationId`, but other requests. */
  readonly moved: readonly OperationPair[];
  readonly removed: readonly ReadOperation[];
  readonly added: readonly ReadOperation[];
}

export function matchOperations(base: readonly ReadOperation[], next: readonly ReadOperation[]): MatchedOperations {
  const byRequest = new Map(next.toReversed().map((operation) => [requestShape(operation), operation]));
  const pairs = base.flatMap((operation): OperationPair[] => {
    const same = byRequest.get(requestShape(operation));
    return same === undefined ? [] : [{ base: operation, next: same }];
  });
  const paired = new Set(pairs.flatMap((pair) => [pair.base, pair.next]));
  // Further ones of the same requests are not served.
  const served = new Set(pairs.map((pair) => requestShape(pair.base)));
  const gone = base.filter((operation) => !paired.has(operation) && !served.has(requestShape(operation)));
  const fresh = next.filter((operation) => !paired.has(operation) && !served.has(requestShape(operation)));
  const byId = new Map(fresh.map((operation) => [operationId(operation), operation]));
  const moved = gone.flatMap((operation): OperationPair[] => {
    const id = operationId(operation);
    const same = id === undefined ? undefined : byId.get(id);
    return same === undefined ? [] : [{ base: operation, next: same }];
  });
  const elsewhere = new Set(moved.flatMap((pair) => [pair.base, pair.next]));
  const isLeft = (operation: ReadOperation) => !elsewhere.has(operation);
  return { pairs, moved, removed: gone.filter(isLeft), added: fresh.filter(isLeft) };
}

/** Its own; the compiler names those that have none by method and path. */
export const operationId = ({ value }: ReadOperation): unknown => member(value, 'operationId');
