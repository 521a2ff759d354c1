import type { Schema, SchemaObject, TypeName } from '../../../lambdas/core/validation/schema.ts';
import { info } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import type { SchemaContext } from './normalize-schema.ts';
import type { PlacedSchema } from './schema-resources.ts';

/** Keywords that may refuse null; all others are about one type each, and null is of none of them. */
const ABOUT_ANY_TYPE = ['$ref', 'const', 'enum', 'allOf', 'anyOf', 'oneOf', 'not', 'if'] as const;

/**
 * `nullable: true`. By the letter of OpenAPI 3.0.3 it only adds to a `type` beside it, 3.1 does not know it, and `enum` must
 * list null as well. Generators write it beside `$ref`, `allOf` and `enum` and mean null: here null passes wherever it stands.
 */
export function lettingNullPass(schema: Schema, { pointer }: PlacedSchema, { report }: SchemaContext): Schema {
  if (typeof schema === 'boolean') return schema;
  const others = ABOUT_ANY_TYPE.filter((key) => schema[key] !== undefined);
  if (others.length === 0) return withNull(schema);
  if (schema.enum?.includes(null) && others.length === 1) return withNull(schema);
  const message = `nullable: true beside ${others.join(', ')} lets null pass, which OpenAPI leaves open; write it as one of the alternatives to be clear`;
  report(info('schema-reading', pointerTo(pointer, 'nullable'), message));
  return { anyOf: [{ type: 'null' }, schema] };
}

function withNull(schema: SchemaObject): SchemaObject {
  if (schema.type === undefined) return schema;
  const types: readonly TypeName[] = [schema.type].flat();
  return types.includes('null') ? schema : { ...schema, type: [...types, 'null'] };
}
