import { type BoundedMap, boundedMap } from '../adapters/credentials/bounded-map.ts';
import { type ReachedBy, reachedBy } from '../core/authorization/reached-by.ts';
import type { AuthorizedOperation, AuthorizerConfig } from '../core/authorizer-config.ts';
import type { GroupVerdict } from './group-verdict.ts';

/** Operations whose answers are kept together. */
export interface Group {
  readonly members: readonly Member[];
  /** That the router needs of a token for some of them. */
  readonly claims: readonly string[];
  /** Whether API Gateway meters some of them by the key that the authorizer names. */
  readonly metered: boolean;
  /** By standing. */
  readonly verdicts: BoundedMap<GroupVerdict>;
}

/** Verdicts of a group that are remembered: issuers give out few combinations of scopes. */
const remembered = 64;

export interface Member {
  readonly operation: AuthorizedOperation;
  /** Its place in the config, by which the router asks for it. */
  readonly number: number;
  readonly methods: readonly ReachedBy[];
  /** Equal for members that need the same. */
  readonly need: string;
}

export interface Groups {
  of(operation: AuthorizedOperation): Group | undefined;
  /** For a request of no operation, where API Gateway keeps what is answered to it for those of its method. */
  memberAt(method: string, resource: string): AuthorizedOperation | undefined;
}

export function openGroups({ operations }: Pick<AuthorizerConfig, 'operations'>): Groups {
  const members = operations.map((operation, number): Member => {
    const { method, resources = [], requirements } = operation;
    const methods = resources.map((resource) => reachedBy(method, resource));
    return { operation, number, methods, need: JSON.stringify(requirements) };
  });
  const groups = new Map<number | undefined, Group>(
    [...Map.groupBy(members, ({ operation }) => operation.group)].map(([number, some]) => {
      const claims = [...new Set(some.flatMap(({ operation }) => operation.claims ?? []))].sort();
      const metered = some.some(({ operation }) => operation.metered);
      return [number, { members: some, claims, metered, verdicts: boundedMap(remembered) }];
    }),
  );
  groups.delete(undefined);
  const grouped = operations.filter(({ group }) => group !== undefined);
  const reached = new Map(
    grouped.flatMap((one) => (one.resources ?? []).map((resource) => [`${one.method} ${resource}`, one])),
  );
  return {
    of: ({ group }) => groups.get(group),
    memberAt: (method, resource) => reached.get(`${method} ${resource}`),
  };
}
