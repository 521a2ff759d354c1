import type { Schema, SchemaObject } from '../../../../lambdas/core/validation/schema.ts';
import { nameOf } from './compare-alternatives.ts';
import { compareKeywords } from './compare-schemas.ts';
import { flattened } from './flattened.ts';
import { type MatchedSchemas, matchSchemas } from './match-schemas.ts';
import type { Walk } from './walk.ts';

/** Schemas with `allOf`. Parts that find their like are compared with it; where some do not, all are brought into one schema first. */
export function compareParts(base: SchemaObject, next: SchemaObject, walk: Walk): void {
  const { allOf: was = [], ...baseRest } = base;
  const { allOf: is = [], ...nextRest } = next;
  if (isChoice(was) && isChoice(is)) {
    compareKeywords(baseRest, nextRest, walk);
    compareChoices(was, is, walk);
    return;
  }
  const matched = matchSchemas(was, is, walk);
  const isWhole = matched.removed.length === 0 && matched.added.length === 0;
  const flat = isWhole ? undefined : bothFlattened(base, next, walk);
  const [one, other] = flat ?? [baseRest, nextRest];
  compareKeywords(one, other, walk);
  if (flat === undefined) compareMatched(matched, walk);
}

function compareMatched({ pairs, removed, added }: MatchedSchemas, walk: Walk): void {
  for (const [one, other] of pairs) walk.compare(one, other);
  const changed = removed.length === added.length ? removed.length : 0;
  for (let index = 0; index < changed; index++) walk.compare(removed[index] ?? true, added[index] ?? true);
  for (const part of removed.slice(changed)) walk.tell('part-removed', `part ${nameOf(part)} removed`);
  for (const part of added.slice(changed)) walk.tell('part-added', `part ${nameOf(part)} added`);
}

function bothFlattened(base: SchemaObject, next: SchemaObject, { definitions }: Walk) {
  const was = flattened(base, definitions.base);
  const is = was && flattened(next, definitions.next);
  return was !== undefined && is !== undefined ? ([was, is] as const) : undefined;
}

/** What a discriminator comes down to: a schema for each value of a property, whose values are an `enum` of their own. */
function isChoice(parts: readonly Schema[]): boolean {
  return (
    parts.length > 0 &&
    parts.every((part) => typeof part === 'object' && part.if !== undefined && part.else === undefined)
  );
}

/** A value that is gone or new is told by the enum; what it chose concerns no one else. */
function compareChoices(base: readonly Schema[], next: readonly Schema[], walk: Walk): void {
  const condition = (part: Schema) => JSON.stringify(typeof part === 'object' && part.if);
  const byCondition = new Map(next.map((part) => [condition(part), part]));
  for (const part of base) {
    const same = byCondition.get(condition(part));
    if (typeof part === 'object' && typeof same === 'object') walk.compare(part.then ?? true, same.then ?? true);
  }
}
