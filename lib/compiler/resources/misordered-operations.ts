import type { TemplateSegment } from '../../../lambdas/core/routing/parse-template.ts';
import type { PlacedOperation } from './resource-tree.ts';

export interface Misorder {
  readonly taken: PlacedOperation;
  readonly meant: PlacedOperation;
}

/**
 * Operations with different fold keys where some request is `meant`'s to the router and `taken`'s to API Gateway. It
 * knows only whole segments: `{id}.json` fits every request of `{id}` there, and is not preferred to it.
 * Without such pairs, the fold key of API Gateway's method is that of the router's operation.
 */
export function misorderedOperations(operations: readonly PlacedOperation[]): readonly Misorder[] {
  const groups = Map.groupBy(operations, ({ method, lowered }) => `${method} ${lowered.segments.length}`);
  return [...groups.values()].flatMap((group) => {
    if (!group.some(({ lowered }) => lowered.loosened)) return [];
    const byKey = Map.groupBy(group, ({ foldKey }) => foldKey);
    const others = (key: string): readonly PlacedOperation[] =>
      [...byKey].flatMap(([foldKey, some]) => (foldKey === key ? [] : some));
    return [...byKey].flatMap(([key, some]) => pairs(some, others(key)));
  });
}

function pairs(some: readonly PlacedOperation[], others: readonly PlacedOperation[]): readonly Misorder[] {
  return some.flatMap((taken) => others.filter((meant) => isTaken(taken, meant)).map((meant) => ({ taken, meant })));
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
