import { createHash } from 'node:crypto';
import type { AuthorizedOperation, AuthorizerConfig } from '../../lambdas/core/authorizer-config.ts';
import type { ApiModel, Operation } from './api-model.ts';
import { canonicalJson } from './canonical-json.ts';
import { inCanonicalOrder } from './canonical-order.ts';
import { cacheGroups } from './security/cache-groups.ts';

/** What the authorizer needs of the model; `undefined` when it has nothing to judge. */
export function authorizerConfig(model: ApiModel): AuthorizerConfig | undefined {
  const { schemes, operations, plans } = model;
  const { groups, of } = cacheGroups(model);
  const authorized = inCanonicalOrder(operations).flatMap((operation): AuthorizedOperation[] => {
    const { id, method, path, security, resource } = operation;
    if (security.requirements === undefined) return [];
    const claims = neededClaims(operation, model);
    const group = of.get(id);
    return [
      {
        id,
        method,
        path,
        requirements: security.requirements,
        ...(security.metered && { metered: true }),
        ...(claims.length > 0 && { claims }),
        ...(group !== undefined && { group, resources: [resource.path, ...(resource.alsoAt ?? [])] }),
      },
    ];
  });
  if (authorized.length === 0) return undefined;
  // What tells a caller of the plan is no operation of the document, so that a plan cannot name it.
  const telling = operations.filter(({ servedBy }) => servedBy === 'usage').map(({ id }) => id);
  const rules = plans.flatMap(({ name, allow }) =>
    allow === undefined ? [] : [[name, { allow: [...allow, ...telling] }] as const],
  );
  const defaultPlan = plans.find((plan) => plan.default)?.name;
  const derives = model.keySource === 'AUTHORIZER' && defaultPlan !== undefined;
  const config = {
    schemes,
    operations: authorized,
    groups,
    ...(rules.length > 0 && { plans: Object.fromEntries(rules) }),
    ...(derives && { defaultPlan }),
  };
  return { version: 1, id: hashOf(config), ...config };
}

/** Operations are written in one order already, and there are many. */
function hashOf({ operations, ...few }: Omit<AuthorizerConfig, 'version' | 'id'>): string {
  const hash = createHash('sha256').update(canonicalJson(few)).update(JSON.stringify(operations));
  return hash.digest('hex').slice(0, 8);
}

/** For headers to targets, to balance, to count by, and to keep stored responses apart. */
function neededClaims({ handling, limit }: Operation, { backends }: ApiModel): readonly string[] {
  const counted = limit?.per.kind === 'claim' ? [limit.per.name] : [];
  if (handling.kind !== 'proxy') return counted;
  const hashOn = backends[handling.backend]?.hashOn;
  const told = (handling.identityHeaders ?? []).flatMap(({ value }) =>
    typeof value === 'object' ? [value.claim] : [],
  );
  const names = [
    ...counted,
    ...(hashOn?.kind === 'claim' ? [hashOn.name] : []),
    ...(handling.cache?.claims ?? []),
    ...told,
  ];
  return [...new Set(names)].sort();
}
