import type { Schema, SchemaObject } from '../../../../lambdas/core/validation/schema.ts';
import { shown } from '../../shown.ts';
import { matchSchemas } from './match-schemas.ts';
import { plainSchema, referenceOf } from './plain-schema.ts';
import type { Walk } from './walk.ts';

/** The schemas that a schema is nothing but a choice of. */
export function alternativesOf(schema: SchemaObject): readonly Schema[] | undefined {
  const [key, ...others] = Object.keys(schema);
  return others.length === 0 && (key === 'anyOf' || key === 'oneOf') ? schema[key] : undefined;
}

/**
 * `anyOf` and `oneOf` alike: that a value fits one alternative of `oneOf` only is taken for granted, since alternatives that
 * overlap are a mistake more often than a meaning.
 */
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

export function nameOf(schema: Schema): string {
  const plain = plainSchema(schema);
  return referenceOf(plain) ?? shown(plain);
}
