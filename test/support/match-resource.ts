/** API Gateway's own choice of a resource for a request, as observed (static, then variable, then greedy; with backtracking and the method). */
export interface GatewayMethod {
  readonly path: string;
  readonly method: string;
}

export function matchResource(methods: readonly GatewayMethod[], method: string, path: string): string | undefined {
  const candidates = [...new Set(methods.filter((candidate) => candidate.method === method).map(({ path }) => path))];
  return candidates.filter((candidate) => matches(split(candidate), split(path))).sort(byPreference)[0];
}

const split = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '');

function matches(resource: readonly string[], path: readonly string[]): boolean {
  const greedyAt = resource.findIndex((segment) => segment.endsWith('+}'));
  if (greedyAt === -1 ? resource.length !== path.length : path.length <= greedyAt) return false;
  return resource.every((segment, index) => segment.startsWith('{') || segment === path[index]);
}

/** Backtracking finds the first in this order: segment by segment, the kinds of one resource against the other's. */
function byPreference(one: string, other: string): number {
  const others = split(other);
  for (const [index, segment] of split(one).entries()) {
    const difference = rank(segment) - rank(others[index] ?? '');
    if (difference !== 0) return difference;
  }
  return 0;
}

const rank = (segment: string): number => (segment.endsWith('+}') ? 2 : segment.startsWith('{') ? 1 : 0);
