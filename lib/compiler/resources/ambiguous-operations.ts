import { error } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import type { Finding } from '../problem.ts';
import type { Misorder } from './misordered-operations.ts';
import type { PlacedOperation, ResourceNode, ResourceTree } from './resource-tree.ts';

/**
 * Operations that API Gateway, or the router, cannot tell apart as the document means it. Fold keys of those that share
 * a method must be equal: it enforces one security per method, whichever of them is meant.
 */
export function ambiguousOperations(tree: ResourceTree, misorders: readonly Misorder[]): readonly Finding[] {
  return [
    ...tree.nodes.flatMap(({ operations }) => sameRequests(operations)),
    ...tree.nodes.flatMap(sharedMethods),
    ...misorders
      .filter(({ taken, meant }) => taken.foldKey !== meant.foldKey)
      .map(({ taken, meant }) =>
        error(
          'resource-order',
          pointerOf(meant),
          `requests that match both ${named(taken)} and ${named(meant)} are meant for the latter, but API Gateway, which knows only whole segments and no variable beside a greedy one, gives them to the former; give both the same security and streaming, or change a path`,
        ),
      ),
  ];
}

function sameRequests(operations: readonly PlacedOperation[]): readonly Finding[] {
  const seen = new Map<string, PlacedOperation>();
  return operations.flatMap((operation) => {
    const key = `${operation.method} ${shapeOf(operation)}`;
    const other = seen.get(key);
    seen.set(key, other ?? operation);
    if (other === undefined) return [];
    const message = `${named(other)} and ${named(operation)} match the same requests (names of variables and a trailing slash do not count); change or remove one`;
    return [error('path-ambiguous', pointerOf(operation), message)];
  });
}

function sharedMethods({ path, operations }: ResourceNode): readonly Finding[] {
  const first = new Map<string, PlacedOperation>();
  return operations.flatMap((operation) => {
    const other = first.get(operation.method) ?? operation;
    first.set(operation.method, other);
    // Of two with the same template `sameRequests` speaks.
    if (other.foldKey === operation.foldKey || shapeOf(other) === shapeOf(operation)) return [];
    const message = `${named(other)} and ${named(operation)} are one method of one resource to API Gateway (${operation.method} ${path}), which knows only whole segments and no variable beside a greedy one, so it cannot give them different security or streaming; give both the same, or change a path`;
    return [error('resource-shared', pointerOf(operation), message)];
  });
}

const shapeOf = ({ lowered }: PlacedOperation): string => JSON.stringify(lowered.template);

export const pointerOf = ({ path, method }: PlacedOperation): string =>
  pointerTo('', 'paths', path, method.toLowerCase());

const named = ({ id, method, path }: PlacedOperation): string =>
  id === `${method} ${path}` ? `"${id}"` : `"${id}" (${method} ${path})`;
