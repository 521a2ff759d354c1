/**
 * Which subtrees fold into `{proxy+}` so that the API stays within the quota and as few operations as possible lose
 * their own resource. A knapsack over the tree: for each node the best plan per number of resources, from its
 * children's; time grows with resources times quota. A `{proxy+}` does not match its parent's own path, so the parent
 * stays; each of the parent's static children goes into the proxy whole or stays with a plan of its own.
 */
import { absorbableChildren, type FoldFacts } from './absorbable-children.ts';
import { overlappingMethods } from './overlapping-methods.ts';
import { childNodes, type ResourceNode, type ResourceTree } from './resource-tree.ts';
import { IMPOSSIBLE, type Shares, shareOut, sharesOf, type Worth } from './share-out.ts';
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
  readonly worth: Worth;
  readonly kept: Shares;
  readonly folded: Shares | undefined;
  readonly least: number;
}

export function planFolds(tree: ResourceTree, summaries: readonly Summary[], quota: number): FoldPlan {
  const facts: FoldFacts = { summaries, overlapping: overlappingMethods(tree, summaries) };
  const plans: NodePlan[] = [];
  for (const node of tree.nodes.toReversed()) plans[node.index] = planNode(node, facts, plans, quota);
  const root = plans[tree.root.index];
  if (root === undefined) return { kind: 'planned', folds: [] };
  const total = root.worth.indexOf(root.worth.reduce((best, kept) => Math.max(best, kept)));
  if ((root.worth[total] ?? IMPOSSIBLE) === IMPOSSIBLE) return { kind: 'impossible', least: root.least };
  return { kind: 'planned', folds: readFolds(tree.root, total, plans) };
}

function planNode(node: ResourceNode, facts: FoldFacts, plans: readonly NodePlan[], quota: number): NodePlan {
  const children = childNodes(node);
  const absorbable = absorbableChildren(node, facts);
  const plan = (child: ResourceNode): NodePlan | undefined => plans[child.index];
  const own = node.operations.length;
  const kept = shareOut(
    children.map((child) => plan(child)?.worth ?? NONE),
    own,
    quota,
  );
  const options = (child: ResourceNode): Worth => {
    if (child === node.variable) return NONE;
    const worth = plan(child)?.worth ?? NONE;
    return absorbable.has(child) ? worth.with(0, 0) : worth;
  };
  const folded = absorbable.size === 0 ? undefined : shareOut(children.map(options), own, quota);
  const least = (chosen: readonly ResourceNode[]): number =>
    chosen.reduce((sum, child) => sum + (plan(child)?.least ?? 0), 1);
  const leastFolded = least(children.filter((child) => !absorbable.has(child))) + 1;
  return {
    children,
    kept,
    folded,
    worth: better(kept.worth, folded?.worth, quota),
    least: folded === undefined ? least(children) : Math.min(least(children), leastFolded),
  };
}

/** No resources, no operations: all there is to a subtree that is absorbed. */
const NONE: Worth = Int32Array.of(0);

/** A kept node takes one resource of its own, a folded one two. */
function better(kept: Worth, folded: Worth | undefined, quota: number): Worth {
  const size = Math.min(Math.max(kept.length + 1, (folded?.length ?? 0) + 2), quota + 1);
  return Int32Array.from({ length: size }, (_, resources) =>
    Math.max(kept[resources - 1] ?? IMPOSSIBLE, folded?.[resources - 2] ?? IMPOSSIBLE),
  );
}

function readFolds(root: ResourceNode, total: number, plans: readonly NodePlan[]): readonly Fold[] {
  const folds: Fold[] = [];
  const open = [{ node: root, resources: total }];
  for (const { node, resources } of open) {
    const plan = plans[node.index];
    if (plan === undefined) continue;
    const isKept = plan.kept.worth[resources - 1] === plan.worth[resources];
    const shares =
      isKept || plan.folded === undefined ? sharesOf(plan.kept, resources - 1) : sharesOf(plan.folded, resources - 2);
    const absorbed = plan.children.filter((_, index) => shares[index] === 0);
    if (absorbed.length > 0) folds.push({ node, absorbed });
    plan.children.forEach((child, index) => {
      const share = shares[index] ?? 0;
      if (share > 0) open.push({ node: child, resources: share });
    });
  }
  return folds;
}
