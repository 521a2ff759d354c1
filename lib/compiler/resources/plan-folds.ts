/**
 * Which subtrees fold into `{proxy+}` so that the API stays within the quota and as few operations as possible lose
 * their own resource. A knapsack over the tree: for each node the best plan per number of resources, from its
 * children's; time grows with resources times quota. A `{proxy+}` does not match its parent's own path, so the parent
 * stays; each of the parent's static children goes into the proxy whole or stays with a plan of its own. Which children
 * a proxy could take is tried for each combination of share keys.
 */
import { absorbableChildren, type FoldFacts } from './absorbable-children.ts';
import { overlappingMethods } from './overlapping-methods.ts';
import { childNodes, type ResourceNode, type ResourceTree } from './resource-tree.ts';
import { IMPOSSIBLE, type Shared, shareOut, sharesOf, type Worth } from './share-out.ts';
import { summarizeTree } from './summarize-tree.ts';

export type FoldPlan =
  | { readonly kind: 'planned'; readonly folds: readonly Fold[]; readonly resources: number; readonly least: number }
  /** `least`: resources that remain when everything that can be folded is. */
  | { readonly kind: 'impossible'; readonly least: number };

/** Folds a tree within a quota. */
export type PlanFolds = (quota: number) => FoldPlan;

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
  /** One for each set of children that a `{proxy+}` could take. */
  readonly folded: readonly Shared[];
  readonly least: number;
}

/** What was planned for one quota holds for each smaller one. */
export function foldPlanner(tree: ResourceTree): PlanFolds {
  const { root, nodes } = tree;
  const summaries = summarizeTree(tree);
  const facts: FoldFacts = { summaries, overlapping: overlappingMethods(tree, summaries) };
  const candidates = nodes.map((node) => absorbableChildren(node, facts));
  let plans: readonly NodePlan[] = [];
  let limit = 0;
  return (quota) => {
    if (quota > limit) [plans, limit] = [planNodes(nodes, candidates, quota), quota];
    const { worth, least } = planOf(root, plans);
    const within = worth.subarray(0, quota + 1);
    const most = within.reduce(larger, IMPOSSIBLE);
    if (most < 0) return { kind: 'impossible', least };
    const resources = within.lastIndexOf(most);
    return { kind: 'planned', folds: readFolds(root, resources, plans), resources, least };
  };
}

type Absorbable = readonly ReadonlySet<ResourceNode>[];

function planNodes(nodes: readonly ResourceNode[], candidates: readonly Absorbable[], quota: number) {
  const plans: NodePlan[] = [];
  for (const node of nodes.toReversed()) plans[node.index] = planNode(node, candidates[node.index] ?? [], plans, quota);
  return plans;
}

function planOf({ index, path }: ResourceNode, plans: readonly NodePlan[]): NodePlan {
  const plan = plans[index];
  if (plan === undefined) throw new Error(`bug: no plan for resource ${path}`);
  return plan;
}

function planNode(node: ResourceNode, candidates: Absorbable, plans: readonly NodePlan[], quota: number): NodePlan {
  const children = childNodes(node);
  const keep = (child: ResourceNode): Worth => planOf(child, plans).worth;
  const keepOrAbsorb = (child: ResourceNode): Worth => {
    if (child === node.variable) return ABSORBED;
    return keep(child).length === 0 ? ABSORBED : keep(child).with(0, 0);
  };
  const base = node.operations.reduce((sum, { weight }) => sum + weight, 0);
  const share = (items: readonly Worth[]): Shared => ({ items, base, limit: quota });
  const kept = share(children.map(keep));
  const folded = candidates.map((absorbable) =>
    share(children.map((child) => (absorbable.has(child) ? keepOrAbsorb(child) : keep(child)))),
  );
  const least = (some: readonly ResourceNode[]): number =>
    some.reduce((sum, child) => sum + planOf(child, plans).least, 1);
  const leastFolded = candidates.map((absorbable) => least(children.filter((child) => !absorbable.has(child))) + 1);
  return {
    children,
    kept,
    folded,
    worth: best(shareOut(kept), folded.map(shareOut), quota),
    least: Math.min(least(children), ...leastFolded),
  };
}

/** No resources, no operations: all there is to a subtree that is absorbed. */
const ABSORBED: Worth = Int32Array.of(0);

function best(kept: Worth, folded: readonly Worth[], quota: number): Worth {
  const lengths = folded.map(({ length }) => (length === 0 ? 0 : length + 2));
  const length = Math.max(kept.length === 0 ? 0 : kept.length + 1, ...lengths);
  return Int32Array.from({ length: Math.min(length, quota + 1) }, (_, resources) =>
    folded.reduce((most, worth) => larger(most, worth[resources - 2] ?? IMPOSSIBLE), kept[resources - 1] ?? IMPOSSIBLE),
  );
}

function readFolds(root: ResourceNode, total: number, plans: readonly NodePlan[]): readonly Fold[] {
  const folds: Fold[] = [];
  const open = [{ node: root, resources: total }];
  for (const { node, resources } of open) {
    const plan = planOf(node, plans);
    const shares = sharesIn(plan, resources);
    const absorbed = plan.children.filter((_, index) => shares[index] === 0);
    if (absorbed.length > 0) folds.push({ node, absorbed });
    for (const [index, child] of plan.children.entries()) {
      const given = shares[index] ?? 0;
      if (given > 0) open.push({ node: child, resources: given });
    }
  }
  return folds;
}

/** Of the ways that are worth the same, the one without a fold. */
function sharesIn({ kept, folded, worth }: NodePlan, resources: number): readonly number[] {
  const wanted = worth[resources];
  const bestOf = (shared: Shared, limit: number) => shareOut({ ...shared, limit })[limit];
  const chosen = folded.find((shared) => bestOf(shared, resources - 2) === wanted);
  const isKept = chosen === undefined || bestOf(kept, resources - 1) === wanted;
  return isKept ? sharesOf(kept, resources - 1) : sharesOf(chosen, resources - 2);
}

const larger = (one: number, other: number): number => (one > other ? one : other);
