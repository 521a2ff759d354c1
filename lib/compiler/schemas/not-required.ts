import { pointerTo } from '../json-pointer.ts';
import { isObject, member } from '../plain-object.ts';
import { composition } from './composition.ts';
import type { SchemaContext } from './normalize-schema.ts';
import type { PlacedSchema } from './schema-resources.ts';

const NOT_REQUIRED = { request: 'readOnly', response: 'writeOnly' } as const;

/**
 * Properties that a schema declares as `readOnly` (for requests) or `writeOnly` (for responses). OpenAPI 3.0: "if the
 * property is in the required list, the required will take effect on the response only". One that is sent all the same
 * ("SHOULD NOT") is checked as any other: clients send back what they were given.
 */
export function notRequired(schema: PlacedSchema, context: SchemaContext): readonly string[] {
  const { value } = schema;
  if (member(value, 'required') === undefined && member(value, 'allOf') === undefined) return [];
  const flag = NOT_REQUIRED[context.direction];
  return composition(schema, context).flatMap((part) => {
    const properties = member(part.value, 'properties');
    if (!isObject(properties)) return [];
    return Object.entries(properties).flatMap(([name, property]) => {
      const placed = { ...part, value: property, pointer: pointerTo(part.pointer, 'properties', name) };
      return hasFlag(placed, flag, context) ? [name] : [];
    });
  });
}

function hasFlag(property: PlacedSchema, flag: string, context: SchemaContext): boolean {
  if (member(property.value, flag) === true) return true;
  const isComposed = ['$ref', 'allOf'].some((key) => member(property.value, key) !== undefined);
  return isComposed && composition(property, context).some(({ value }) => member(value, flag) === true);
}
