import { isDeepStrictEqual } from 'node:util';
import { definitionOf, type Schema, type SchemaObject } from '../../lambdas/core/validation/schema.ts';

type Definitions = Readonly<Record<string, Schema>>;

/** Deeper is a reference that leads back to itself, of which JSON Schema says nothing. */
const MAX_DEPTH = 60;

class EndlessReference extends Error {}

/**
 * Validates by the letter of JSON Schema 2020-12, keyword by keyword: slow, simple, and at once ready, where compiled validators take
 * their time for definitions that refer to each other. Formats and unevaluated members aside. `undefined` where references do not end.
 */
export function isValidBy(schema: Schema, value: unknown, definitions: Definitions): boolean | undefined {
  try {
    return fits(schema, value, definitions, 0);
  } catch (error) {
    if (error instanceof EndlessReference) return undefined;
    throw error;
  }
}

function fits(schema: Schema, value: unknown, $defs: Definitions, depth: number): boolean {
  if (typeof schema === 'boolean') return schema;
  if (depth > MAX_DEPTH) throw new EndlessReference();
  const is = (inner: Schema | undefined, each = value) => inner === undefined || fits(inner, each, $defs, depth + 1);
  const { $ref, allOf = [], anyOf, oneOf, not, if: condition } = schema;
  return (
    is($ref === undefined ? undefined : $defs[definitionOf($ref)]) &&
    hasType(schema, value) &&
    (schema.const === undefined || isDeepStrictEqual(schema.const, value)) &&
    (schema.enum?.some((each) => isDeepStrictEqual(each, value)) ?? true) &&
    allOf.every((part) => is(part)) &&
    (anyOf?.some((part) => is(part)) ?? true) &&
    (oneOf === undefined || oneOf.filter((part) => is(part)).length === 1) &&
    (not === undefined || !is(not)) &&
    (condition === undefined || (is(condition) ? is(schema.then) : is(schema.else))) &&
    (typeof value !== 'number' || fitsNumber(schema, value)) &&
    (typeof value !== 'string' || fitsText(schema, value)) &&
    (!Array.isArray(value) || fitsList(schema, value, is)) &&
    (!isRecord(value) || fitsObject(schema, value, is))
  );
}

type Is = (inner: Schema | undefined, each: unknown) => boolean;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function hasType({ type }: SchemaObject, value: unknown): boolean {
  if (type === undefined) return true;
  return [type].flat().some((name) => {
    if (name === 'integer') return Number.isInteger(value);
    if (name === 'null') return value === null;
    if (name === 'array') return Array.isArray(value);
    return name === 'object' ? isRecord(value) : typeof value === name;
  });
}

function fitsNumber(schema: SchemaObject, value: number): boolean {
  const { minimum = value, maximum = value, exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = schema;
  const isMultiple = schema.multipleOf === undefined || Number.isInteger(value / schema.multipleOf);
  return value >= minimum && value <= maximum && value > exclusiveMinimum && value < exclusiveMaximum && isMultiple;
}

function fitsText({ minLength = 0, maxLength = Infinity, pattern = '' }: SchemaObject, value: string): boolean {
  return value.length >= minLength && value.length <= maxLength && new RegExp(pattern, 'u').test(value);
}

function fitsList(schema: SchemaObject, value: readonly unknown[], is: Is): boolean {
  const { prefixItems = [], items, contains, minItems = 0, maxItems = Infinity } = schema;
  const { minContains = 1, maxContains = Infinity } = schema;
  const found = contains === undefined ? minContains : value.filter((each) => is(contains, each)).length;
  const isUnique = value.every((each, index) => !value.slice(0, index).some((other) => isDeepStrictEqual(each, other)));
  return (
    value.length >= minItems &&
    value.length <= maxItems &&
    value.every((each, index) => is(index < prefixItems.length ? prefixItems[index] : items, each)) &&
    (contains === undefined || (found >= minContains && found <= maxContains)) &&
    (!schema.uniqueItems || isUnique)
  );
}

function fitsObject(schema: SchemaObject, value: Readonly<Record<string, unknown>>, is: Is): boolean {
  const { properties = {}, patternProperties = {}, additionalProperties, propertyNames, required = [] } = schema;
  const { minProperties = 0, maxProperties = Infinity, dependentRequired = {} } = schema;
  const names = Object.keys(value);
  const schemasFor = (name: string): readonly (Schema | undefined)[] => {
    const matching = Object.entries(patternProperties).filter(([pattern]) => new RegExp(pattern, 'u').test(name));
    const own = [...(name in properties ? [properties[name]] : []), ...matching.map(([, each]) => each)];
    return own.length > 0 ? own : [additionalProperties];
  };
  return (
    names.length >= minProperties &&
    names.length <= maxProperties &&
    required.every((name) => name in value) &&
    names.every((name) => is(propertyNames, name) && schemasFor(name).every((each) => is(each, value[name]))) &&
    Object.entries(dependentRequired).every(
      ([name, others]) => !(name in value) || others.every((other) => other in value),
    )
  );
}
