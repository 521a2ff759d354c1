/**
 * Which subtrees fold into `{proxy+}` so that the API stays within the quota and as few operations as possible lose
 * their own resource. A knapsack over the tree: for each node the best plan per number of resources, from its
 * children's; time grows with resources times quota. A `{proxy+}` does not match its parent's own path, so the parent
 * stays; each of the parent's static children goes into the proxy whole or stays with a plan of its own.
 */
import { absorbableChildren, type FoldFacts } from './absorbable-children.ts';
import { overlappingMethods } from './overlapping-methods.ts';
import { childNodes, type ResourceNode, type ResourceTree } from './resource-tree.ts';
import { IMPOSSIBLE, type Shared, shareOut, sharesOf, type Worth } from './share-out.ts';
import type { Summary } from './summarize-tree.ts';

export type FoldPlan =
  | { readonly kind: 'planned'; readonly folds: readonly Fold[] }
  /** `least`: resources that remain when everything that can be folded is. */
  | { readonly kind: 'impossible'; readonly least: number };

/** `node` gets a child `{proxy+}` for the whole subtrees of some of its children. */
export interface Fold {
  readonly node: ResourceNode;
  readonly absorbed: readonly ResourceNode[];
}

interface NodePlan {
  readonly children: readonly ResourceNode[];
  /** With one resource for the node, or two where a `{proxy+}` comes with it. */
  readonly worth: Worth;
  readonly kept: Shared;
  readonly folded: Shared | undefined;
  readonly least: number;
}

export function planFolds(tree: ResourceTree, summaries: readonly Summary[], quota: number): FoldPlan {
  const facts: FoldFacts = { summaries, overlapping: overlappingMethods(tree, summaries) };
  const plans: NodePlan[] = [];
  for (const node of tree.nodes.toReversed()) plans[node.index] = planNode(node, facts, plans, quota);
  const root = plans[tree.root.index];
  if (root === undefined) return { kind: 'planned', folds: [] };
  const best = root.worth.reduce((most, kept) => Math.max(most, kept), IMPOSSIBLE);
  if (best < 0) return { kind: 'impossible', least: root.least };
  return { kind: 'planned', folds: readFolds(tree.root, root.worth.lastIndexOf(best), plans) };
}

function planNode(node: ResourceNode, facts: FoldFacts, plans: readonly NodePlan[], quota: number): NodePlan {
  const children = childNodes(node);
  const absorbable = absorbableChildren(node, facts);
  const keep = (child: ResourceNode): Worth => plans[child.index]?.worth ?? ABSORBED;
  const keepOrAbsorb = (child: ResourceNode): Worth => {
    if (child === node.variable) return ABSORBED;
    if (!absorbable.has(child)) return keep(child);
    return keep(child).length === 0 ? ABSORBED : keep(child).with(0, 0);
  };
  const share = (items: readonly Worth[]): Shared => ({ items, base: node.operations.length, limit: quota });
  const kept = share(children.map(keep));
  const folded = absorbable.size === 0 ? undefined : share(children.map(keepOrAbsorb));
  const least = (some: readonly ResourceNode[]): number =>
    some.reduce((sum, child) => sum + (plans[child.index]?.least ?? 0), 1);
  const leastFolded = least(children.filter((child) => !absorbable.has(child))) + 1;
  return {
    children,
    kept,
    folded,
    worth: better(shareOut(kept), folded && shareOut(folded), quota),
    least: folded === undefined ? least(children) : Math.min(least(children), leastFolded),
  };
}

/** No resources, no operations: all there is to a subtree that is absorbed. */
const ABSORBED: Worth = Int32Array.of(0);

function better(kept: Worth, folded: Worth = new Int32Array(), quota: number): Worth {
  const length = Math.max(kept.length === 0 ? 0 : kept.length + 1, folded.length === 0 ? 0 : folded.length + 2);
  return Int32Array.from({ length: Math.min(length, quota + 1) }, (_, resources) =>
    Math.max(kept[resources - 1] ?? IMPOSSIBLE, folded[resources - 2] ?? IMPOSSIBLE),
  );
}

function readFolds(root: ResourceNode, total: number, plans: readonly NodePlan[]): readonly Fold[] {
  const folds: Fold[] = [];
  const open = [{ node: root, resources: total }];
  for (const { node, resources } of open) {
    const plan = plans[node.index];
    if (plan === undefined) continue;
    const isKept = plan.folded === undefined || shareOut(plan.kept)[resources - 1] === plan.worth[resources];
    const shares = isKept ? sharesOf(plan.kept, resources - 1) : sharesOf(plan.folded, resources - 2);
    const absorbed = plan.children.filter((_, index) => shares[index] === 0);
    if (absorbed.length > 0) folds.push({ node, absorbed });
    for (const [index, child] of plan.children.entries()) {
      const share = shares[index] ?? 0;
      if (share > 0) open.push({ node: child, resources: share });
    }
  }
  return folds;
}
