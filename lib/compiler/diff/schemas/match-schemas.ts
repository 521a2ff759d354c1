import type { Schema } from '../../../../lambdas/core/validation/schema.ts';
import { plainSchema, referenceOf } from './plain-schema.ts';
import type { Walk } from './walk.ts';

export interface MatchedSchemas {
  readonly pairs: readonly (readonly [base: Schema, next: Schema])[];
  readonly removed: readonly Schema[];
  readonly added: readonly Schema[];
}

/** Beyond it, schemas that do not bear the same name are not tried out against each other. */
const MAX_TRIALS = 2500;

/** Finds each schema of a list in the other: under the same name, or else the same all through. */
export function matchSchemas(base: readonly Schema[], next: readonly Schema[], walk: Walk): MatchedSchemas {
  const [was, is] = [onceEach(base), onceEach(next)];
  const shared = [...was.keys()].filter((key) => typeof key === 'string' && is.has(key));
  const pairs = shared.map((key) => [was.get(key) ?? true, is.get(key) ?? true] as const);
  const unnamed = [...was].filter(([key]) => !shared.includes(key)).map(([, schema]) => schema);
  const added = new Set([...is].filter(([key]) => !shared.includes(key)).map(([, schema]) => schema));
  const tried = unnamed.length * added.size <= MAX_TRIALS;
  const removed = unnamed.filter((schema) => {
    const same = tried ? [...added].find((each) => walk.isSame(schema, each)) : undefined;
    if (same !== undefined) added.delete(same);
    return same === undefined;
  });
  return { pairs, removed, added: [...added] };
}

/** References by name, the same one again left out; other schemas by themselves. */
function onceEach(schemas: readonly Schema[]): ReadonlyMap<string | number, Schema> {
  return new Map(schemas.map((schema, index) => [referenceOf(plainSchema(schema)) ?? index, schema]));
}
