import type { Schema, SchemaObject } from '../../../../lambdas/core/validation/schema.ts';
import { alternativesOf, compareAlternatives, compareExclusiveness } from './compare-alternatives.ts';
import { compareArrays } from './compare-arrays.ts';
import { compareConditions } from './compare-conditions.ts';
import { compareObjects } from './compare-objects.ts';
import { compareParts } from './compare-parts.ts';
import { compareRanges } from './compare-ranges.ts';
import { compareTexts } from './compare-texts.ts';
import { compareTypes, typesOf } from './compare-types.ts';
import { compareValues } from './compare-values.ts';
import { NEVER, plainSchema } from './plain-schema.ts';
import type { Walk } from './walk.ts';

/** Tells what differs between two schemas that are not both references. */
export function compareSchemas(base: SchemaObject, next: SchemaObject, walk: Walk): void {
  const [was, is] = [alternativesOf(base), alternativesOf(next)];
  if (isNever(base) || isNever(next)) compareNever(base, next, walk);
  else if (was !== undefined || is !== undefined) {
    compareAlternatives(was ?? splitFor(is, base), is ?? splitFor(was, next), walk);
    compareExclusiveness(base, next, walk);
  } else if (base.allOf !== undefined || next.allOf !== undefined) compareParts(base, next, walk);
  else compareKeywords(base, next, walk);
}

const isNever = (schema: SchemaObject): boolean => schema === NEVER;

function compareNever(base: SchemaObject, next: SchemaObject, walk: Walk): void {
  if (!isNever(base)) walk.tell('value-refused', 'no value is valid any more');
  else if (!isNever(next)) walk.tell('value-allowed', 'no value was valid');
}

/** Where the one side has null among its alternatives, the null of the other's types is an alternative as well. */
function splitFor(alternatives: readonly Schema[] | undefined, schema: SchemaObject): readonly Schema[] {
  const hasNull = alternatives?.some((each) => plainSchema(each).type === 'null');
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (!hasNull || types.length < 2 || !types.includes('null')) return [schema];
  return [{ type: 'null' }, { ...schema, type: types.filter((type) => type !== 'null') }];
}

/** All keywords but `allOf`. */
export function compareKeywords(base: SchemaObject, next: SchemaObject, walk: Walk): void {
  if (!compareTypes(base, next, walk)) return;
  compareValues(base, next, walk);
  compareRanges(base, next, walk);
  compareTexts(base, next, walk);
  if (typesOf(base).has('array')) compareArrays(base, next, walk);
  if (typesOf(base).has('object')) compareObjects(base, next, walk);
  compareConditions(base, next, walk);
  compareChoices(base, next, walk);
}

function compareChoices(base: SchemaObject, next: SchemaObject, walk: Walk): void {
  const hasBoth = [base, next].some(({ anyOf, oneOf }) => anyOf !== undefined && oneOf !== undefined);
  const [was, is] = [base.anyOf ?? base.oneOf, next.anyOf ?? next.oneOf];
  if (!hasBoth && was !== undefined && is !== undefined) {
    compareAlternatives(was, is, walk);
    compareExclusiveness(base, next, walk);
    return;
  }
  for (const key of ['anyOf', 'oneOf'] as const) {
    const [before, after] = [base[key], next[key]];
    if (before !== undefined && after !== undefined) compareAlternatives(before, after, walk);
    else if (after !== undefined) walk.tell('part-added', `${key} is new`);
    else if (before !== undefined) walk.tell('part-removed', `${key} is gone`);
  }
}
