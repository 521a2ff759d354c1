import type { Check, PatternTest } from './check.ts';
import { Run } from './check.ts';
import { schemaCompiler } from './compile-schema.ts';
import { definitionOf, type Schema, type SchemaObject, type TypeName } from './schema.ts';
import { typeOf } from './type-of.ts';

/** Answers what must be known of schemas to make values out of texts. */
export interface SchemaReader {
  readonly check: (schema: Schema) => Check;
  readonly fits: (schema: Schema, value: unknown, matches: PatternTest) => boolean;
  /** Types that values may have by one of the alternatives; empty where nothing is said. */
  readonly types: (schemas: readonly Schema[]) => ReadonlySet<TypeName>;
  /** Schemas that an item may have to fit. */
  readonly items: (schemas: readonly Schema[]) => readonly Schema[];
  readonly property: (schemas: readonly Schema[], name: string) => readonly Schema[];
  /** Names of the properties that are described. */
  readonly names: (schemas: readonly Schema[]) => ReadonlySet<string>;
}

export function schemaReader(definition: (name: string) => Schema): SchemaReader {
  const compile = schemaCompiler(definition);
  const checks = new Map<Schema, Check>();
  const check = (schema: Schema): Check => {
    const known = checks.get(schema) ?? compile(schema);
    checks.set(schema, known);
    return known;
  };
  const parts = (schemas: readonly Schema[]) => allParts(schemas, definition);
  return {
    check,
    fits(schema, value, matches) {
      const run = new Run(matches);
      return run.silently(() => check(schema)(value, run, undefined));
    },
    types: (schemas) => new Set(parts(schemas).flatMap(typesNamed)),
    items: (schemas) => parts(schemas).flatMap(({ prefixItems = [], items }) => [...prefixItems, ...some(items)]),
    property: (schemas, name) =>
      parts(schemas).flatMap(({ properties = {}, additionalProperties }) =>
        some(Object.hasOwn(properties, name) ? properties[name] : additionalProperties),
      ),
    names: (schemas) => new Set(parts(schemas).flatMap(({ properties = {} }) => Object.keys(properties))),
  };
}

const some = (schema: Schema | undefined): readonly Schema[] => (schema === undefined ? [] : [schema]);

function typesNamed({ type, enum: values = [], ...schema }: SchemaObject): readonly TypeName[] {
  if (type !== undefined) return [type].flat();
  return [...values, ...('const' in schema ? [schema.const] : [])].map(typeOf);
}

/** A schema and all that it hands the same value to. */
function allParts(schemas: readonly Schema[], definition: (name: string) => Schema): readonly SchemaObject[] {
  const found = new Set<SchemaObject>();
  const pending = [...schemas];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'boolean' || found.has(next)) continue;
    found.add(next);
    const { $ref, allOf = [], anyOf = [], oneOf = [], then, else: otherwise } = next;
    pending.push(...allOf, ...anyOf, ...oneOf, ...some(then), ...some(otherwise));
    if ($ref !== undefined) pending.push(definition(definitionOf($ref)));
  }
  return [...found];
}
