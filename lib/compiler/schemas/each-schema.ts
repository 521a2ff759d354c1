import type { Schema, SchemaObject } from '../../../lambdas/core/validation/schema.ts';

/** Visits a schema in normal form and all schemas in it. */
export function eachSchema(schema: Schema, visit: (schema: SchemaObject) => unknown): void {
  if (typeof schema === 'boolean') return;
  visit(schema);
  for (const child of childrenOf(schema)) eachSchema(child, visit);
}

function childrenOf(schema: SchemaObject): readonly Schema[] {
  const { items, contains, unevaluatedItems, additionalProperties, propertyNames, unevaluatedProperties } = schema;
  const { allOf = [], anyOf = [], oneOf = [], prefixItems = [], not, if: condition, then, else: otherwise } = schema;
  const maps = [schema.properties, schema.patternProperties, schema.dependentSchemas];
  return [
    ...[items, contains, unevaluatedItems, additionalProperties, propertyNames, unevaluatedProperties],
    ...[not, condition, then, otherwise],
    ...[allOf, anyOf, oneOf, prefixItems].flat(),
    ...maps.flatMap((map) => Object.values(map ?? {})),
  ].filter((child) => child !== undefined);
}
