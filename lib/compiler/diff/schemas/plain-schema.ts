import { definitionOf, type Schema, type SchemaObject } from '../../../../lambdas/core/validation/schema.ts';

/** Everything is valid. */
export const ANYTHING: SchemaObject = {};

/** Nothing is valid. */
export const NEVER: SchemaObject = { not: {} };

const plain = new WeakMap<SchemaObject, SchemaObject>();

/**
 * Without wrappers that change nothing: a list of one part, an empty schema. A reference beside keywords becomes a part.
 * The same object for the same schema, so that pairs of them are known again.
 */
export function plainSchema(schema: Schema): SchemaObject {
  if (typeof schema === 'boolean') return schema ? ANYTHING : NEVER;
  const found = plain.get(schema) ?? unwrapped(schema);
  plain.set(schema, found);
  return found;
}

function unwrapped(schema: SchemaObject): SchemaObject {
  const keys = Object.keys(schema);
  const parts = schema.allOf ?? schema.anyOf ?? schema.oneOf;
  if (keys.length === 0) return ANYTHING;
  if (keys.length === 1 && parts?.length === 1) return plainSchema(parts[0] ?? true);
  if (schema.$ref === undefined || keys.length === 1) return schema;
  const { $ref, allOf = [], ...rest } = schema;
  return { ...rest, allOf: [{ $ref }, ...allOf] };
}

/** The definition that a schema is nothing but a reference to. */
export function referenceOf({ $ref }: SchemaObject): string | undefined {
  return $ref === undefined ? undefined : definitionOf($ref);
}

/** Longer chains of references to references lead back to themselves. */
const MAX_CHAIN = 100;

/** Behind references; those that lead nowhere allow everything. */
export function dereferenced(schema: Schema, definitions: ReadonlyMap<string, Schema>): SchemaObject {
  let at = plainSchema(schema);
  for (let step = 0; step < MAX_CHAIN; step++) {
    const name = referenceOf(at);
    if (name === undefined) return at;
    at = plainSchema(definitions.get(name) ?? true);
  }
  return ANYTHING;
}
