import { warning } from '../finding.ts';
import type { Finding } from '../problem.ts';
import { pointerOf } from './ambiguous-operations.ts';
import type { Misorder } from './misordered-operations.ts';
import type { PlacedOperation } from './resource-tree.ts';

export interface KeptThrottles {
  /** Ids of operations that lose their own throttle. */
  readonly unthrottled: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

/** API Gateway throttles a method: where it is that of several operations, the throttle of none of them can be kept. */
export function keptThrottles(
  operations: readonly PlacedOperation[],
  paths: ReadonlyMap<string, string>,
  misorders: readonly Misorder[],
): KeptThrottles {
  const methods = Map.groupBy(operations, ({ id, method }) => `${method} ${paths.get(id)}`);
  const lost = [...methods].flatMap(([method, sharing]) => {
    const throttled = sharing.length === 1 ? [] : sharing.filter((one) => one.throttled);
    return throttled.map((operation) => ({
      operation,
      why: `${method} is the method of ${sharing.length} operations`,
    }));
  });
  const unthrottled = new Set(lost.map(({ operation }) => operation.id));
  const passed = misorders.flatMap(({ taken, meant }) => {
    const isPassed = meant.throttled && !unthrottled.has(meant.id) && paths.get(meant.id) !== paths.get(taken.id);
    const why = `${taken.method} ${paths.get(taken.id)} takes some of its requests`;
    return isPassed ? [{ operation: meant, why }] : [];
  });
  return { unthrottled, findings: [...lost, ...passed].map(({ operation, why }) => notKept(operation, why)) };
}

function notKept(operation: PlacedOperation, why: string): Finding {
  const message = `the throttle of "${operation.id}" is not kept: API Gateway throttles per method, and ${why}; have the quota "resources per API" raised, change its path, or remove the throttle`;
  return warning('throttle-not-kept', pointerOf(operation), message);
}
