import type { JwtSchemeConfig } from '../../lambdas/core/authorizer-config.ts';
import type { ApiModel, Plan } from './api-model.ts';
import { backendOf } from './backends/backend-of.ts';
import type { UnplacedOperation } from './build-operation.ts';
import type { Reading } from './reading.ts';
import type { AssignedResources } from './resources/assign-resources.ts';
import { classifyScheme } from './security/classify-scheme.ts';
import { resolveIssuer } from './security/resolve-issuer.ts';
import { usedSchemes } from './security/used-schemes.ts';

/** The model of a document that no rule has an error for. */
export function buildModel(
  reading: Reading,
  operations: readonly UnplacedOperation[],
  assigned: AssignedResources['assigned'],
): ApiModel {
  const { document, throttle } = reading;
  return {
    title: document.title,
    version: document.version,
    backends: usedBackends(reading),
    schemes: tokenSchemes(reading),
    plans: neededPlans(reading, operations),
    ...(throttle !== undefined && { throttle }),
    operations: operations.map((operation) => {
      const resource = assigned.get(operation.id);
      if (resource === undefined) throw new Error(`bug: no resource for operation ${operation.id}`);
      return { ...operation, resource };
    }),
  };
}

function usedBackends(reading: Reading): ApiModel['backends'] {
  const proxied = reading.operations.filter(({ policy }) => policy.mock === undefined);
  const backends = proxied.map((operation) => backendOf(operation, reading));
  return Object.fromEntries(backends.map(({ name, backend }) => [name, backend]));
}

function tokenSchemes(reading: Reading): ApiModel['schemes'] {
  const schemes = usedSchemes(reading).flatMap((scheme): (readonly [string, JwtSchemeConfig])[] => {
    if (classifyScheme(scheme.value).kind !== 'token') return [];
    const config = resolveIssuer(scheme, reading.options, () => undefined);
    return config === undefined ? [] : [[scheme.name, config]];
  });
  return Object.fromEntries(schemes);
}

/** A key is worth nothing to API Gateway without a plan. */
function neededPlans({ plans }: Reading, operations: readonly UnplacedOperation[]): readonly Plan[] {
  if (plans.length > 0 || operations.every(({ security }) => !security.apiKey)) return plans;
  return [{ name: 'default', operations: {} }];
}
