import type { AuthorizerConfig, CacheGroup } from '../../../lambdas/core/authorizer-config.ts';
import type { ApiModel, NativeAuthorization, Operation } from '../api-model.ts';
import { authorizerConfig } from '../authorizer-config.ts';
import { authorizerName } from './authorizer-name.ts';

/** What stands before the methods of API Gateway. */
export interface Guards {
  /** Lambda authorizers by their names, with how their answers are kept. */
  readonly authorizers: ReadonlyMap<string, CacheGroup>;
  /** The one before a method. @param sharing the operations of the method, which all need one */
  readonly authorizerOf: (sharing: readonly Operation[]) => string;
}

const NOTHING_KEPT: CacheGroup = { sources: [], ttl: 0 };

export function guards(model: ApiModel): Guards {
  const config = authorizerConfig(model);
  if (config === undefined) return { authorizers: new Map(), authorizerOf: () => unknown() };
  const reached = groupsByMethod(model, config);
  const groupOf = ([first]: readonly Operation[]): number | undefined => {
    const groups = reached.get(methodKey(first?.method ?? '', first?.resource.path ?? '')) ?? new Set();
    const [group] = groups;
    return groups.size === 1 ? group : undefined;
  };
  const methods = Map.groupBy(
    model.operations.filter(({ security }) => security.requirements !== undefined),
    ({ method, resource }) => methodKey(method, resource.path),
  );
  const used = [...new Set([...methods.values()].map(groupOf))].sort((one, other) => (one ?? -1) - (other ?? -1));
  return {
    authorizers: new Map(
      used.map((group) => [
        authorizerName(config, group),
        (group === undefined ? undefined : config.groups[group]) ?? NOTHING_KEPT,
      ]),
    ),
    authorizerOf: (sharing) => authorizerName(config, groupOf(sharing)),
  };
}

function unknown(): never {
  throw new Error('bug: an operation needs an authorizer, and there is none');
}

const methodKey = (method: string, resource: string): string => `${method} ${resource}`;

/** Whose requests come to a method: where they are of several groups, an answer for one of them cannot be kept. */
function groupsByMethod(
  { operations }: ApiModel,
  config: AuthorizerConfig,
): ReadonlyMap<string, ReadonlySet<number | undefined>> {
  const numbers = new Map(config.operations.map(({ id, group }) => [id, group]));
  const reached = new Map<string, Set<number | undefined>>();
  for (const { id, method, resource } of operations) {
    for (const path of [resource.path, ...(resource.alsoAt ?? [])]) {
      const key = methodKey(method, path);
      reached.set(key, (reached.get(key) ?? new Set()).add(numbers.get(id)));
    }
  }
  return reached;
}

/** Equal for methods that one native authorizer of API Gateway stands before. */
export const nativeName = ({ scheme }: Extract<NativeAuthorization, { readonly kind: 'cognito' }>): string =>
  `pool${Array.from(new TextEncoder().encode(scheme), (octet) => octet.toString(16).padStart(2, '0')).join('')}`;
