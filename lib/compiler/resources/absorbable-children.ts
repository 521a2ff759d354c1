import { childNodes, type ResourceNode } from './resource-tree.ts';
import type { Summary } from './summarize-tree.ts';

export interface FoldFacts {
  readonly summaries: readonly Summary[];
  /** By node: methods that a `{proxy+}` below it must leave alone. */
  readonly overlapping: readonly ReadonlySet<string>[];
}

/**
 * The children whose whole subtrees one `{proxy+}` below `node` can stand for: each of its methods has one fold key.
 * Empty where there can be no `{proxy+}`: API Gateway takes none beside a variable, so that one must go into it.
 */
export function absorbableChildren(node: ResourceNode, facts: FoldFacts): ReadonlySet<ResourceNode> {
  const children = childNodes(node);
  if (children.length === 0) return NONE;
  const summaryOf = (child: ResourceNode): Summary | undefined => facts.summaries[child.index];
  const overlapping = facts.overlapping[node.index];
  const consistent = children.filter((child) =>
    [...(summaryOf(child)?.keys ?? [])].every(([method, key]) => key !== null && !overlapping?.has(method)),
  );
  if (node.variable !== undefined && !consistent.includes(node.variable)) return NONE;
  const fixed = node.variable && summaryOf(node.variable)?.keys;
  const keys = mostFrequentKeys(consistent.map(summaryOf).filter((summary) => summary !== undefined));
  const fits = (child: ResourceNode): boolean =>
    [...(summaryOf(child)?.keys ?? [])].every(([method, key]) => key === (fixed?.get(method) ?? keys.get(method)));
  return new Set(consistent.filter(fits));
}

const NONE: ReadonlySet<ResourceNode> = new Set();

/** Per method the fold key of most operations; the first one of equals. */
function mostFrequentKeys(summaries: readonly Summary[]): ReadonlyMap<string, string | null> {
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
