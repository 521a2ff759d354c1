import type { Schema, SchemaObject } from '../../../../lambdas/core/validation/schema.ts';
import { shown } from '../../shown.ts';
import { matchSchemas } from './match-schemas.ts';
import { areDisjoint } from './overlap.ts';
import { plainSchema, referenceOf } from './plain-schema.ts';
import type { Definitions, Walk } from './walk.ts';

/** The schemas that a schema is nothing but a choice of. */
export function alternativesOf(schema: SchemaObject): readonly Schema[] | undefined {
  const [key, ...others] = Object.keys(schema);
  return others.length === 0 && (key === 'anyOf' || key === 'oneOf') ? schema[key] : undefined;
}

/** `anyOf` and `oneOf` alike, so far. */
export function compareAlternatives(base: readonly Schema[], next: readonly Schema[], walk: Walk): void {
  const { pairs, removed, added } = matchSchemas(base, next, walk);
  const lost = removed.filter((schema) => !next.some((each) => walk.isCompatible(schema, each, 'request')));
  const gained = added.filter((schema) => !base.some((each) => walk.isCompatible(each, schema, 'response')));
  for (const [was, is] of pairs) walk.compare(was, is);
  // As many gone as new: each is taken for another form of the same.
  const changed = lost.length === gained.length ? lost.length : 0;
  for (let index = 0; index < changed; index++) walk.compare(lost[index] ?? true, gained[index] ?? true);
  for (const schema of lost.slice(changed)) walk.tell('alternative-removed', `alternative ${nameOf(schema)} removed`);
  for (const schema of gained.slice(changed)) walk.tell('alternative-added', `alternative ${nameOf(schema)} added`);
}

/**
 * A value that fits several alternatives is refused by `oneOf`. Between two of them it is taken for granted that there is
 * none, since alternatives that overlap are a mistake more often than a meaning, unless it is certain.
 */
export function compareExclusiveness(base: SchemaObject, next: SchemaObject, walk: Walk): void {
  const [was, is] = [base.oneOf ?? [], next.oneOf ?? []];
  if (is.length > 1 && overlap(is, 'next', walk) === 'certain' && overlap(was, 'base', walk) !== 'certain')
    walk.tell('alternatives-overlap', 'values that fit several alternatives of oneOf are refused, and some do');
  else if (base.anyOf !== undefined && base.oneOf === undefined && overlap(is, 'next', walk) === 'possible')
    walk.tell('alternatives-exclusive', 'anyOf became oneOf: values that fit several alternatives are refused');
  else if (next.anyOf !== undefined && next.oneOf === undefined && overlap(was, 'base', walk) !== undefined)
    walk.tell('alternatives-inclusive', 'oneOf became anyOf: values may fit several alternatives');
}

/** Beyond it, alternatives are not tried out against each other. */
const MAX_PAIRS = 500;

function overlap(
  alternatives: readonly Schema[],
  side: keyof Definitions,
  walk: Walk,
): 'possible' | 'certain' | undefined {
  const pairs = alternatives.flatMap((one, index) =>
    alternatives.slice(index + 1).map((other) => [one, other] as const),
  );
  if (pairs.length > MAX_PAIRS) return 'possible';
  const definitions = walk.definitions[side];
  const possible = pairs.filter(([one, other]) => !areDisjoint(one, other, definitions));
  const isCertain = possible.some(([one, other]) => walk.isWithin(one, other, side) || walk.isWithin(other, one, side));
  if (isCertain) return 'certain';
  return possible.length > 0 ? 'possible' : undefined;
}

export function nameOf(schema: Schema): string {
  const plain = plainSchema(schema);
  return referenceOf(plain) ?? shown(plain);
}
