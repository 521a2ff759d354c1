import { childNodes, type ResourceNode } from './resource-tree.ts';
import type { Summary } from './summarize-tree.ts';

export interface FoldFacts {
  readonly summaries: readonly Summary[];
  /** By node: methods that a `{proxy+}` below it must leave alone. */
  readonly overlapping: readonly ReadonlySet<string>[];
}

type Keys = ReadonlyMap<string, string | null>;

/** Each candidate is planned for itself; real documents have one or two. */
const MAX_CANDIDATES = 8;

/**
 * The sets of children whose whole subtrees one `{proxy+}` below `node` can stand for: each of its methods has one share
 * key. None where there can be no `{proxy+}`: API Gateway takes none beside a variable, so that one must go into it.
 */
export function absorbableChildren(node: ResourceNode, facts: FoldFacts): readonly ReadonlySet<ResourceNode>[] {
  const keysOf = (child: ResourceNode): Keys => facts.summaries[child.index]?.keys ?? new Map();
  const overlapping = facts.overlapping[node.index];
  const consistent = childNodes(node).filter((child) =>
    [...keysOf(child)].every(([method, key]) => key !== null && !overlapping?.has(method)),
  );
  const { variable } = node;
  if (consistent.length === 0 || (variable !== undefined && !consistent.includes(variable))) return [];
  const frequent = mostFrequentKeys(consistent.flatMap((child) => facts.summaries[child.index] ?? []));
  const fixed = variable === undefined ? new Map() : keysOf(variable);
  const wanted = consistent.map((seed): Keys => new Map([...frequent, ...keysOf(seed), ...fixed]));
  const distinct = new Map(wanted.map((keys) => [JSON.stringify([...keys]), keys]));
  const candidates = [...distinct.values()].slice(0, MAX_CANDIDATES);
  return candidates.map((keys) => {
    const fits = (child: ResourceNode) => [...keysOf(child)].every(([method, key]) => key === keys.get(method));
    return new Set(consistent.filter(fits));
  });
}

/** Per method the share key of most operations; the first one of equals. */
function mostFrequentKeys(summaries: readonly Summary[]): Keys {
  const counts = new Map<string, Map<string | null, number>>();
  for (const { keys, operations } of summaries) {
    for (const [method, key] of keys) {
      const ofMethod = counts.get(method) ?? new Map<string | null, number>();
      ofMethod.set(key, (ofMethod.get(key) ?? 0) + operations);
      counts.set(method, ofMethod);
    }
  }
  const most = (ofMethod: ReadonlyMap<string | null, number>): string | null =>
    [...ofMethod].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
  return new Map([...counts].map(([method, ofMethod]) => [method, most(ofMethod)]));
}
