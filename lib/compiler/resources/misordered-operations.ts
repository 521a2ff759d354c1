import type { TemplateSegment } from '../../../lambdas/core/routing/parse-template.ts';
import { type PlacedOperation, type ResourceNode, type ResourceTree, subtree } from './resource-tree.ts';

/**
 * Pairs `[taken, meant]` with different fold keys where some request is `meant`'s to the router and `taken`'s to API
 * Gateway: the router prefers `{id}.json` to `{id}` in an early segment, API Gateway sees two variables there and lets a
 * later segment decide. Without such pairs, the fold key of API Gateway's method is that of the router's operation.
 */
export function misorderedOperations({
  nodes,
}: ResourceTree): readonly (readonly [PlacedOperation, PlacedOperation])[] {
  return nodes.flatMap(({ variable }) => (variable === undefined ? [] : pairsBelow(variable)));
}

function pairsBelow(variable: ResourceNode): readonly (readonly [PlacedOperation, PlacedOperation])[] {
  const operations = subtree(variable).flatMap((node) => node.operations);
  if (operations.every(({ lowered }) => !lowered.loosened)) return [];
  const groups = Map.groupBy(operations, ({ method, lowered }) => `${method} ${lowered.segments.length}`);
  return [...groups.values()].flatMap((group) => {
    if (group.every(({ foldKey }) => foldKey === group[0]?.foldKey)) return [];
    return group.flatMap((taken) =>
      group
        .filter((meant) => meant.foldKey !== taken.foldKey && isTaken(taken, meant))
        .map((meant) => [taken, meant] as const),
    );
  });
}

/** Whether API Gateway gives some request to `taken` that is `meant` by the router's order. */
function isTaken(taken: PlacedOperation, meant: PlacedOperation): boolean {
  if (!compatible(taken, meant) || !gatewayPrefers(taken, meant)) return false;
  return !(alikeWhereLoosened(taken, meant) && routerPrefers(taken, meant));
}

function compatible(one: PlacedOperation, other: PlacedOperation): boolean {
  return one.lowered.segments.every((segment, index) => {
    const theirs = other.lowered.segments[index];
    return segment.kind !== 'static' || theirs?.kind !== 'static' || segment.text === theirs.text;
  });
}

/** Otherwise some request of `meant` fits the resource of `taken` but not its template. */
function alikeWhereLoosened(taken: PlacedOperation, meant: PlacedOperation): boolean {
  return taken.lowered.template.every((segment, index) => {
    const exact = segment.kind === 'variable' || taken.lowered.segments[index]?.kind === 'static';
    return exact || isSame(segment, meant.lowered.template[index]);
  });
}

function gatewayPrefers(one: PlacedOperation, other: PlacedOperation): boolean {
  const differing = one.lowered.segments.findIndex(({ kind }, index) => kind !== other.lowered.segments[index]?.kind);
  return one.lowered.segments[differing]?.kind === 'static';
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
  return { literal: 2, mixed: 1, variable: 0 }[kind];
}

function isSame(one: TemplateSegment, other: TemplateSegment | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
