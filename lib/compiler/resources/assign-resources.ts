import { error, info } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import type { Finding } from '../problem.ts';
import { ambiguousOperations } from './ambiguous-operations.ts';
import { type Fold, planFolds } from './plan-folds.ts';
import { freeName, growResourceTree, type PlacedOperation, type ResourceOperation, subtree } from './resource-tree.ts';
import { summarizeTree } from './summarize-tree.ts';

export interface AssignedResources {
  /** By operation id: the API Gateway resource and the method on it. */
  readonly assigned: ReadonlyMap<string, { readonly path: string; readonly method: string }>;
  readonly findings: readonly Finding[];
}

export interface ResourceOptions {
  /** Resources per API, the root and intermediate ones included (API Gateway's own default is 300). */
  readonly quota: number;
}

/**
 * Lowers the document's path templates to API Gateway resources, and folds subtrees into `{proxy+}` beyond the quota.
 * For every request the operation the router finds and the method API Gateway picks have the same fold key, so nothing
 * that API Gateway enforces can be passed by: where that cannot be had, there is an error.
 */
export function assignResources(
  operations: readonly ResourceOperation[],
  { quota }: ResourceOptions,
): AssignedResources {
  const tree = growResourceTree(operations);
  const findings = [...ambiguousOperations(tree), ...loosenedTemplates(tree.nodes.flatMap((node) => node.operations))];
  const assigned = new Map<string, { path: string; method: string }>();
  const assign = (path: string, placed: readonly PlacedOperation[]): void => {
    for (const { id, method } of placed) assigned.set(id, { path, method });
  };
  for (const node of tree.nodes) assign(node.path, node.operations);
  if (tree.nodes.length <= quota) return { assigned, findings };

  const plan = planFolds(tree, summarizeTree(tree), quota);
  if (plan.kind === 'impossible') {
    return { assigned, findings: [...findings, beyondQuota(tree.nodes.length, plan.least, quota)] };
  }
  for (const fold of plan.folds) {
    const path = proxyPath(fold);
    const folded = fold.absorbed.flatMap(subtree).flatMap((node) => node.operations);
    assign(path, folded);
    findings.push(foldedOperations(fold, path, folded));
  }
  return { assigned, findings };
}

function proxyPath({ node }: Fold): string {
  return `${node.path === '/' ? '' : node.path}/{${freeName('proxy', node.variableNames)}+}`;
}

function loosenedTemplates(operations: readonly PlacedOperation[]): readonly Finding[] {
  const paths = [...new Set(operations.filter(({ lowered }) => lowered.loosened).map(({ path }) => path))];
  const [first] = paths;
  if (first === undefined) return [];
  const message = `API Gateway knows only whole segments and few characters, its resources are wider than these path templates (${paths.length}, the first ${first}); the router matches them exactly`;
  return [info('resource-loosened', pointerTo('', 'paths', first), message)];
}

function foldedOperations({ node }: Fold, path: string, folded: readonly PlacedOperation[]): Finding {
  const [first] = folded;
  const pointer = first === undefined ? '/paths' : pointerTo('', 'paths', first.path);
  const message = `${folded.length} operations below ${node.path} share the resource ${path} to stay within API Gateway's quota of resources; the router tells them apart, metrics and throttles per method see them as one`;
  return info('resource-folded', pointer, message);
}

function beyondQuota(needed: number, least: number, quota: number): Finding {
  const message = `the paths need ${needed} API Gateway resources, at least ${least} after folding, and ${quota} are allowed; have the quota "resources per API" raised and set it, let more operations have the same security, throttle and streaming, or split the document`;
  return error('resource-quota', '/paths', message);
}
