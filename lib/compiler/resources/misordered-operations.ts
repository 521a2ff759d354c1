import type { TemplateSegment } from '../../../lambdas/core/routing/parse-template.ts';
import type { ResourceSegment } from './lower-template.ts';
import { childNodes, type PlacedOperation, type ResourceNode, type ResourceTree, subtree } from './resource-tree.ts';

export interface Misorder {
  readonly taken: PlacedOperation;
  readonly meant: PlacedOperation;
}

/**
 * Operations where some request is `meant`'s to the router and `taken`'s to API Gateway. It knows only whole segments:
 * `{id}.json` fits every request of `{id}` there, and is not preferred to it; and a greedy variable fits all that follows.
 * Where their fold keys are equal, what API Gateway enforces is the same for both, and the router lets such requests pass.
 */
export function misorderedOperations({ root, nodes }: ResourceTree): readonly Misorder[] {
  if (!nodes.some(({ operations }) => operations.some(({ lowered }) => lowered.loosened))) return [];
  return nodes.flatMap(({ operations }) => {
    const [first] = operations;
    const others = first === undefined ? [] : lessPreferred(first, root).flatMap((node) => node.operations);
    return operations.flatMap((taken) =>
      others.filter((meant) => isTaken(taken, meant)).map((meant) => ({ taken, meant })),
    );
  });
}

/** The resources that fit some request of this operation's resource, which API Gateway prefers to them. */
function lessPreferred({ lowered }: PlacedOperation, root: ResourceNode): readonly ResourceNode[] {
  let own: ResourceNode | undefined = root;
  let others: readonly ResourceNode[] = [];
  for (const segment of lowered.segments) {
    const isStatic = segment.kind === 'static';
    const variable = isStatic ? own?.variable : undefined;
    others = others.flatMap((node) => fittingChildren(node, segment)).concat(variable ?? []);
    own = isStatic ? own?.statics.get(segment.text) : own?.variable;
  }
  return others;
}

function fittingChildren(node: ResourceNode, segment: ResourceSegment): readonly ResourceNode[] {
  if (node.isGreedy) return [node];
  if (segment.kind !== 'static') return segment.kind === 'greedy' ? subtree(node).slice(1) : childNodes(node);
  return [node.statics.get(segment.text), node.variable].filter((child) => child !== undefined);
}

/** Whether API Gateway, which prefers `taken`, so gives it some request that is `meant` by the router's order. */
function isTaken(taken: PlacedOperation, meant: PlacedOperation): boolean {
  if (taken.method !== meant.method) return false;
  return !(alikeWhereLoosened(taken, meant) && routerPrefers(taken, meant));
}

/** Otherwise some request of `meant` fits the resource of `taken` but not its template. */
function alikeWhereLoosened({ lowered: { segments, template } }: PlacedOperation, meant: PlacedOperation): boolean {
  const last = segments.length - 1;
  if (segments[last]?.kind === 'greedy' && template[last]?.kind !== 'greedy') return false;
  return template.every((segment, index) => {
    const kind = segments[index]?.kind;
    return kind === 'static' || kind === segment.kind || isSame(segment, meant.lowered.template[index]);
  });
}

function routerPrefers(one: PlacedOperation, other: PlacedOperation): boolean {
  for (const [index, segment] of one.lowered.template.entries()) {
    const theirs = other.lowered.template[index];
    if (theirs === undefined || isSame(segment, theirs)) continue;
    return specificity(segment) > specificity(theirs);
  }
  return false;
}

function specificity({ kind }: TemplateSegment): number {
  return { literal: 3, mixed: 2, variable: 1, greedy: 0 }[kind];
}

function isSame(one: TemplateSegment, other: TemplateSegment | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
