import { error, info } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import type { Finding } from '../problem.ts';
import { ambiguousOperations } from './ambiguous-operations.ts';
import { keptThrottles } from './kept-throttles.ts';
import { type Misorder, misorderedOperations } from './misordered-operations.ts';
import { type Fold, type FoldPlan, foldPlanner, type PlanFolds } from './plan-folds.ts';
import {
  freeName,
  growResourceTree,
  type PlacedOperation,
  type ResourceOperation,
  type ResourceTree,
  subtree,
  type TreeOptions,
} from './resource-tree.ts';

export interface AssignedResource {
  readonly path: string;
  readonly method: string;
  /** Resources that API Gateway prefers for some of its requests. */
  readonly alsoAt?: readonly string[];
}

export interface AssignedResources {
  /** By operation id: the API Gateway resource and the method on it. */
  readonly assigned: ReadonlyMap<string, AssignedResource>;
  /** Ids of operations whose own throttle API Gateway cannot keep: their method is another's too. */
  readonly unthrottled: ReadonlySet<string>;
  /** How many there are, intermediate ones too. */
  readonly resources: number;
  /** The fewest resources that folding leaves; `undefined` where no folding was needed. */
  readonly least: number | undefined;
  readonly findings: readonly Finding[];
}

export interface ResourceOptions {
  /** Resources per API, the root and intermediate ones included (API Gateway's own default is 300). */
  readonly quota: number;
  /**
   * What the quota is for, as messages say it.
   * @default "API Gateway's quota of resources"
   */
  readonly limit?: string;
}

/**
 * Lowers the document's path templates to API Gateway resources, and folds subtrees into `{proxy+}` beyond the quota.
 * For every request the operation the router finds and the method API Gateway picks have the same fold key, so nothing
 * that API Gateway enforces can be passed by: where that cannot be had, there is an error. A throttle that cannot be
 * kept is a warning, and folds that cost one are the last to be made. What does not depend on the quota is found once for
 * all that are asked for.
 */
export function assignResources(
  operations: readonly ResourceOperation[],
): (options: ResourceOptions) => AssignedResources {
  const kept = foldable(operations, { keepThrottles: true });
  let loose: Foldable | undefined;
  return (options) => {
    const plan = kept.planWithin(options.quota);
    if (plan?.kind !== 'impossible' || !operations.some(({ throttled }) => throttled))
      return withFolds(kept, plan, options);
    loose ??= foldable(operations, { keepThrottles: false });
    return withFolds(loose, loose.planWithin(options.quota), options);
  };
}

/** The paths of a document as resources, before any fold. */
interface Foldable {
  readonly tree: ResourceTree;
  readonly placed: readonly PlacedOperation[];
  readonly misorders: readonly Misorder[];
  readonly findings: readonly Finding[];
  /** `undefined`: nothing has to fold. */
  readonly planWithin: (quota: number) => FoldPlan | undefined;
}

function foldable(operations: readonly ResourceOperation[], options: TreeOptions): Foldable {
  const tree = growResourceTree(operations, options);
  const placed = tree.nodes.flatMap((node) => node.operations);
  const misorders = misorderedOperations(tree);
  const findings = [...ambiguousOperations(tree, misorders), ...loosenedTemplates(placed)];
  let planner: PlanFolds | undefined;
  const planWithin = (quota: number) => {
    if (tree.nodes.length <= quota) return undefined;
    planner ??= foldPlanner(tree);
    return planner(quota);
  };
  return { tree, placed, misorders, findings, planWithin };
}

function withFolds(from: Foldable, plan: FoldPlan | undefined, options: ResourceOptions): AssignedResources {
  const { tree, placed, misorders } = from;
  const { least } = plan ?? {};
  if (plan?.kind === 'impossible') {
    const beyond = beyondQuota(tree.nodes.length, plan.least, options.quota);
    const findings = [...from.findings, beyond];
    return { assigned: new Map(), unthrottled: new Set(), resources: tree.nodes.length, least, findings };
  }
  const findings = [...from.findings];
  const paths = new Map(tree.nodes.flatMap((node) => node.operations.map(({ id }) => [id, node.path] as const)));
  for (const fold of plan?.folds ?? []) {
    const path = proxyPath(fold);
    const folded = fold.absorbed.flatMap(subtree).flatMap((node) => node.operations);
    for (const { id } of folded) paths.set(id, path);
    findings.push(foldedOperations(fold, path, folded, options));
  }
  const others = Map.groupBy(misorders, ({ meant }) => meant.id);
  const assigned = placed.map(({ id, method }): readonly [string, AssignedResource] => {
    const path = paths.get(id) ?? '';
    const preferred = new Set(others.get(id)?.map(({ taken }) => paths.get(taken.id) ?? ''));
    preferred.delete(path);
    return [id, { path, method, ...(preferred.size > 0 && { alsoAt: [...preferred].sort() }) }];
  });
  const throttles = keptThrottles(placed, paths, misorders);
  return {
    assigned: new Map(assigned),
    ...throttles,
    resources: plan?.resources ?? tree.nodes.length,
    least,
    findings: [...findings, ...throttles.findings],
  };
}

function proxyPath({ node }: Fold): string {
  if (node.variable?.isGreedy) return node.variable.path;
  return `${node.path === '/' ? '' : node.path}/{${freeName('proxy', node.variableNames)}+}`;
}

function loosenedTemplates(operations: readonly PlacedOperation[]): readonly Finding[] {
  const paths = [...new Set(operations.filter(({ lowered }) => lowered.loosened).map(({ path }) => path))];
  const [first] = paths;
  if (first === undefined) return [];
  const message = `API Gateway knows only whole segments, few characters and no variable beside a greedy one, its resources are wider than these path templates (${paths.length}, the first ${first}); the router matches them exactly`;
  return [info('resource-loosened', pointerTo('', 'paths', first), message)];
}

function foldedOperations(
  { node }: Fold,
  path: string,
  folded: readonly PlacedOperation[],
  { limit = "API Gateway's quota of resources" }: ResourceOptions,
): Finding {
  const [first] = folded;
  const pointer = first === undefined ? '/paths' : pointerTo('', 'paths', first.path);
  const message = `${folded.length} operations below ${node.path} share the resource ${path} to stay within ${limit}; the router tells them apart, metrics and throttles per method see them as one`;
  return info('resource-folded', pointer, message);
}

function beyondQuota(needed: number, least: number, quota: number): Finding {
  const message = `the paths need ${needed} API Gateway resources, at least ${least} after folding, and ${quota} are allowed; have the quota "resources per API" raised and set it, let more operations have the same security and streaming, or split the document`;
  return error('resource-quota', '/paths', message);
}
