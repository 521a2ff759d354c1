import type { SchemeConfig } from '../../lambdas/core/authorizer-config.ts';
import type { ApiModel, Plan } from './api-model.ts';
import { backendOf } from './backends/backend-of.ts';
import type { UnplacedOperation } from './build-operation.ts';
import { compare } from './canonical-order.ts';
import type { Reading } from './reading.ts';
import type { AssignedResources } from './resources/assign-resources.ts';
import { resolveScheme } from './security/resolve-scheme.ts';
import { usedSchemes } from './security/used-schemes.ts';
import type { DocumentSchemas } from './validation/describe-operation.ts';

/** Makes the model of a document that no rule has an error for, once its resources are shared out. */
export function modelBuilder(
  reading: Reading,
  operations: readonly UnplacedOperation[],
  schemas: DocumentSchemas,
): (resources: Pick<AssignedResources, 'assigned' | 'unthrottled'>) => ApiModel {
  const unplaced = modelBesideResources(reading, operations, schemas);
  return ({ assigned, unthrottled }) => ({
    ...unplaced,
    plans: unplaced.plans.map((plan) => withoutThrottles(plan, unthrottled)),
    operations: operations.map((operation) => {
      const resource = assigned.get(operation.id);
      if (resource === undefined) throw new Error(`bug: no resource for operation ${operation.id}`);
      const { throttle: own, ...rest } = operation;
      return { ...rest, ...(own !== undefined && !unthrottled.has(operation.id) && { throttle: own }), resource };
    }),
  });
}

function modelBesideResources(
  reading: Reading,
  operations: readonly UnplacedOperation[],
  schemas: DocumentSchemas,
): Omit<ApiModel, 'operations'> {
  const { document, throttle } = reading;
  return {
    title: document.title,
    version: document.version,
    backends: usedBackends(reading),
    ...verifiedSchemes(reading, operations),
    keySource: reading.security.keySource,
    plans: neededPlans(reading, operations),
    ...(throttle !== undefined && { throttle }),
    schemas: {
      request: sortedByName([...schemas.request.definitions]),
      response: sortedByName([...schemas.response.definitions]),
    },
  };
}

const withoutThrottles = (plan: Plan, unthrottled: ReadonlySet<string>): Plan => ({
  ...plan,
  operations: Object.fromEntries(Object.entries(plan.operations).filter(([id]) => !unthrottled.has(id))),
});

function usedBackends(reading: Reading): ApiModel['backends'] {
  const proxied = reading.operations.filter(({ policy }) => policy.mock === undefined);
  const backends = proxied.map((operation) => backendOf(operation, reading));
  return sortedByName(backends.map(({ name, backend }) => [name, backend]));
}

/** Those that some operation has the authorizer verify. */
function verifiedSchemes(reading: Reading, operations: readonly UnplacedOperation[]) {
  const needed = new Set(
    operations.flatMap(({ security }) => (security.requirements ?? []).flat()).map(({ scheme }) => scheme),
  );
  const resolved = usedSchemes(reading).flatMap((scheme) => {
    const found = needed.has(scheme.name) ? resolveScheme(scheme, reading.options, () => undefined) : undefined;
    return found === undefined ? [] : [{ name: scheme.name, ...found }];
  });
  const ttls = resolved.flatMap(({ name, cacheTtl }) => (cacheTtl === undefined ? [] : [[name, cacheTtl] as const]));
  return {
    schemes: sortedByName(resolved.map(({ name, config }): readonly [string, SchemeConfig] => [name, config])),
    cacheTtls: sortedByName(ttls),
  };
}

const sortedByName = <T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> =>
  Object.fromEntries(entries.toSorted(([one], [other]) => compare(one, other)));

/** A key is worth nothing to API Gateway without a plan. */
function neededPlans({ plans }: Reading, operations: readonly UnplacedOperation[]): readonly Plan[] {
  if (plans.length > 0 || operations.every(({ security }) => !security.apiKey)) return plans;
  return [{ name: 'default', operations: {}, default: true }];
}
