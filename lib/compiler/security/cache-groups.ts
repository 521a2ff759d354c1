import type {
  CacheGroup,
  CredentialField,
  SchemeConfig,
  SecurityRequirement,
} from '../../../lambdas/core/authorizer-config.ts';
import type { ApiModel, Operation } from '../api-model.ts';
import { compare } from '../canonical-order.ts';
import { credentialField } from './classify-scheme.ts';

export interface CacheGroups {
  readonly groups: readonly CacheGroup[];
  /** Numbers of `groups` by operation id; the answers for all others are not kept. */
  readonly of: ReadonlyMap<string, number>;
  /** Combinations of schemes whose answers could be kept, had API Gateway more authorizers. */
  readonly surplus: number;
}

/** Seconds that an answer is kept: how long a token that was revoked may still work. */
const TTL = 60;

/** API Gateway's quota of authorizers per API, which AWS raises on request. */
const AUTHORIZERS = 10;

type Secured = Pick<ApiModel, 'schemes' | 'cacheTtls'> & {
  readonly operations: readonly Pick<Operation, 'id' | 'security'>[];
};

/**
 * The operations whose answers API Gateway may keep, by the combination of schemes that they need: within a group
 * credentials are good or bad for all, and only scopes and plans tell its operations apart.
 */
export function cacheGroups({ operations, schemes, cacheTtls }: Secured): CacheGroups {
  const pools = new Set(
    operations.flatMap(({ security: { native } }) => (native?.kind === 'cognito' ? native.scheme : [])),
  );
  const known = new Map<string, Keeping | string>();
  const keptBy = (requirements: readonly SecurityRequirement[]): Keeping | string => {
    const key = JSON.stringify(requirements);
    const found = known.get(key) ?? keeping(requirements, schemes, cacheTtls);
    known.set(key, found);
    return found;
  };
  const kept = operations.flatMap(({ id, security: { requirements } }) => {
    const found = requirements && keptBy(requirements);
    return typeof found === 'object' && found.group.ttl > 0 ? [{ id, ...found }] : [];
  });
  const byKey = [...Map.groupBy(kept, ({ key }) => key)].toSorted(
    ([key, some], [other, others]) => others.length - some.length || compare(key, other),
  );
  // One is for all others, which share it.
  const room = Math.max(0, AUTHORIZERS - 1 - pools.size);
  const chosen = byKey.slice(0, room);
  return {
    groups: chosen.flatMap(([, [first]]) => (first === undefined ? [] : [first.group])),
    of: new Map(chosen.flatMap(([, some], number) => some.map(({ id }) => [id, number] as const))),
    surplus: byKey.length - chosen.length,
  };
}

export interface Keeping {
  /** Equal for operations of one group. */
  readonly key: string;
  readonly group: CacheGroup;
}

/** How answers that rest on such requirements are kept, or why they are not. */
export function keeping(
  requirements: readonly SecurityRequirement[],
  schemes: Readonly<Record<string, SchemeConfig>>,
  ttls: Readonly<Record<string, number>>,
): Keeping | string {
  const sets = [...new Set(requirements.map(schemeSet))].sort();
  const names = [...new Set(requirements.flat().map(({ scheme }) => scheme))];
  if (requirements.some(({ length }) => length === 0)) return 'credentials are optional';
  const fields = new Map(names.map((name) => [name, fieldOf(schemes[name])]));
  const wide = names.find((name) => fields.get(name) === undefined);
  if (wide !== undefined) return `what "${wide}" proves is not told by one whole field of a request`;
  const places = requirements.map((requirement) => placesOf(requirement.map(({ scheme }) => fields.get(scheme))));
  const [first = []] = places;
  if (places.some((each) => JSON.stringify(each) !== JSON.stringify(first)))
    return 'its alternatives are sent in different fields, and API Gateway would ask for all of them';
  if (sets.length > 1 && !isCertain(requirements, schemes))
    return 'one credential may be good for several of its schemes, and who calls then depends on the operation';
  const ttl = Math.min(...names.map((name) => ttls[name] ?? TTL));
  return { key: JSON.stringify(sets), group: { sources: first, ttl } };
}

const schemeSet = (requirement: SecurityRequirement): string =>
  JSON.stringify([...new Set(requirement.map(({ scheme }) => scheme))].sort());

/** Names that API Gateway's expressions take (developer guide, "request and response data mappings"). */
const EXPRESSIBLE = /^[a-zA-Z0-9._$-]+$/;

function fieldOf(config: SchemeConfig | undefined): CredentialField | undefined {
  const field = config && credentialField(config);
  return field && EXPRESSIBLE.test(field.name) ? field : undefined;
}

/** Header fields by lower case name. */
function placesOf(fields: readonly (CredentialField | undefined)[]): readonly CredentialField[] {
  const named = fields.flatMap((field) => (field === undefined ? [] : [[sourceKey(field), field] as const]));
  return [...new Map(named)].toSorted(([key], [other]) => compare(key, other)).map(([, field]) => field);
}

const sourceKey = ({ in: place, name }: CredentialField): string =>
  `${place} ${place === 'header' ? name.toLowerCase() : name}`;

/** Whether one credential is good for one scheme at most, or means the same caller to all: claims are the token's own. */
function isCertain(
  requirements: readonly SecurityRequirement[],
  schemes: Readonly<Record<string, SchemeConfig>>,
): boolean {
  const single = requirements.every(({ length }) => length === 1);
  const kinds = new Map(requirements.flat().map(({ scheme }) => [scheme, schemes[scheme]?.kind]));
  const others = [...kinds.values()].filter((kind) => kind !== 'jwt');
  return single && (others.length === 0 || (others.length === 1 && others[0] === 'basic'));
}
