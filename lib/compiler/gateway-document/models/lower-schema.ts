import {
  definitionOf,
  type Schema,
  type SchemaObject,
  type TypeName,
} from '../../../../lambdas/core/validation/schema.ts';

/** A schema as API Gateway's importer takes it; `{}` accepts anything. */
export type Lowered = Readonly<Record<string, unknown>>;

/** The reference to a definition. */
export type Refer = (definition: string) => Lowered;

/**
 * What JSON Schema draft-04, OpenAPI 3.0 (which the importer parses) and API Gateway have in common, wide enough: it
 * accepts every value that the schema accepts, and leaves to the router what it cannot say. There is no null in it, so a
 * value that may be null has no type; alternatives may overlap, since each of them got wider; bounds include themselves;
 * patterns and formats, which each validator reads in its own way, are left out.
 */
export function lowerSchema(schema: Schema, refer: Refer): Lowered {
  if (typeof schema === 'boolean') return {};
  const lower = (part: Schema): Lowered => lowerSchema(part, refer);
  const parts = [
    ...(schema.$ref === undefined ? [] : [refer(definitionOf(schema.$ref))]),
    ...(schema.allOf ?? []).map(lower),
    anyOf((schema.anyOf ?? []).map(lower)),
    anyOf((schema.oneOf ?? []).map(lower)),
    ...severalTypes(schema),
  ].filter(says);
  const own = { ...ofType(schema, lower), ...values(schema), ...bounds(schema), ...members(schema, lower) };
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && !says(own)) return only;
  return parts.length === 0 ? own : { ...own, allOf: parts };
}

const says = (lowered: Lowered): boolean => Object.keys(lowered).length > 0;

const anyOf = (alternatives: readonly Lowered[]): Lowered =>
  alternatives.length > 0 && alternatives.every(says) ? { anyOf: alternatives } : {};

const typesOf = ({ type }: SchemaObject): readonly TypeName[] => (type === undefined ? [] : [type].flat());

function severalTypes(schema: SchemaObject): readonly Lowered[] {
  const types = typesOf(schema);
  return types.length < 2 || types.includes('null') ? [] : [anyOf(types.map(typed))];
}

/** 1.0 is an integer, but not to draft-04. */
const typed = (type: TypeName): Lowered =>
  type === 'integer' ? { type: 'number', multipleOf: 1 } : { type, ...(type === 'array' && { items: {} }) };

function ofType(schema: SchemaObject, lower: (part: Schema) => Lowered): Lowered {
  const [type, ...others] = typesOf(schema);
  if (type === undefined || type === 'null' || others.length > 0) return {};
  if (type !== 'array') return typed(type);
  const items = schema.prefixItems === undefined && schema.items !== undefined ? lower(schema.items) : {};
  return { type, items };
}

/** Values of one plain type only: the importer reads them as being of the schema's type. */
function values({ const: value, enum: listed, ...schema }: SchemaObject): Lowered {
  const all = value === undefined ? listed : [value];
  if (all === undefined) return {};
  if (all.every((each) => typeof each === 'string')) return { enum: all };
  const [type] = typesOf(schema);
  return type === 'integer' && all.every((each) => Number.isSafeInteger(each)) ? { enum: all } : {};
}

const COUNTS = [
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
] as const;

function bounds(schema: SchemaObject): Lowered {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const least = [minimum, exclusiveMinimum].filter((bound) => bound !== undefined);
  const most = [maximum, exclusiveMaximum].filter((bound) => bound !== undefined);
  const counts = COUNTS.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]]);
  return {
    ...Object.fromEntries(counts),
    ...(least.length > 0 && { minimum: Math.max(...least) }),
    ...(most.length > 0 && { maximum: Math.min(...most) }),
    // Fractions: what divides what depends on how a validator counts.
    ...(multipleOf !== undefined && Number.isSafeInteger(multipleOf) && { multipleOf }),
  };
}

function members(schema: SchemaObject, lower: (part: Schema) => Lowered): Lowered {
  const { properties, patternProperties, additionalProperties, required } = schema;
  const others = patternProperties === undefined ? additionalProperties : undefined;
  const rest = others === undefined || others === false ? others : lower(others);
  const closed = rest === false || (rest !== undefined && says(rest));
  const named = Object.entries(properties ?? {}).map(([name, child]) => [name, lower(child)] as const);
  const told = named.filter(([, lowered]) => closed || says(lowered));
  return {
    ...(told.length > 0 && { properties: Object.fromEntries(told) }),
    ...(closed && { additionalProperties: rest }),
    ...(required !== undefined && { required }),
  };
}
