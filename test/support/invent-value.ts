import fc from 'fast-check';
import { definitionOf, type Schema, type SchemaMap, type SchemaObject } from '../../lambdas/core/validation/schema.ts';

/** Below it only what is required: recursive schemas would never end. */
const FULL_DEPTH = 5;
const MAX_DEPTH = 12;

/** A value that fits a schema in normal form, as far as it does not contradict itself; the same for the same schema. */
export function inventValue(schema: Schema, definitions: SchemaMap, depth = 0): unknown {
  const whole = merged(schema, definitions, 0);
  if ('const' in whole) return whole.const;
  if (whole.enum !== undefined) return whole.enum.find((value) => value !== null) ?? null;
  switch (typeOf(whole)) {
    case 'object':
      return inventObject(whole, definitions, depth);
    case 'array':
      return inventList(whole, definitions, depth);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'integer':
    case 'number':
      return inventNumber(whole);
    default:
      return inventText(whole);
  }
}

function typeOf({ type, properties, additionalProperties, required, items }: SchemaObject): string {
  const named = [type ?? []].flat().find((one) => one !== 'null') ?? [type ?? []].flat()[0];
  if (named !== undefined) return named;
  if (properties !== undefined || additionalProperties !== undefined || required !== undefined) return 'object';
  return items === undefined ? 'string' : 'array';
}

/** One schema of all that must hold, with the first of the alternatives that are not null. */
function merged(schema: Schema, definitions: SchemaMap, depth: number): SchemaObject {
  if (typeof schema === 'boolean' || depth > MAX_DEPTH) return {};
  const { $ref, allOf = [], anyOf, oneOf, if: condition, then, else: otherwise, ...own } = schema;
  const parts = [
    ...($ref === undefined ? [] : [definitions[definitionOf($ref)] ?? true]),
    ...allOf,
    ...firstOf(anyOf),
    ...firstOf(oneOf),
  ].map((part) => (isConditional(part) ? part : merged(part, definitions, depth + 1)));
  const plain = parts.filter((part) => !isConditional(part)).reduce(mergeTwo, own);
  const chosen = [...parts.filter(isConditional), { if: condition, then, else: otherwise }].flatMap((part) =>
    applied(part, plain),
  );
  return chosen.map((part) => merged(part, definitions, depth + 1)).reduce(mergeTwo, plain);
}

const isConditional = (schema: Schema): schema is SchemaObject & Conditional =>
  typeof schema === 'object' && schema.if !== undefined;

const firstOf = (schemas: readonly Schema[] | undefined): readonly Schema[] =>
  schemas === undefined ? [] : [schemas.find((one) => typeof one === 'boolean' || one.type !== 'null') ?? true];

interface Conditional {
  readonly if: Schema | undefined;
  readonly then?: Schema | undefined;
  readonly else?: Schema | undefined;
}

/** Conditions of discriminators: the property is this constant. */
function applied(
  { if: condition, then = true, else: otherwise = true }: Conditional,
  plain: SchemaObject,
): readonly Schema[] {
  if (typeof condition !== 'object') return [];
  const holds = Object.entries(condition.properties ?? {}).every(([name, wanted]) => {
    const found = plain.properties?.[name];
    return typeof found === 'object' && typeof wanted === 'object' && found.enum?.[0] === wanted.const;
  });
  return [holds ? then : otherwise];
}

function mergeTwo(one: SchemaObject, other: Schema): SchemaObject {
  if (typeof other === 'boolean') return one;
  const { enum: few, ...rest } = other;
  const values = one.enum?.filter((value) => few === undefined || few.includes(value)) ?? few;
  const properties = { ...one.properties };
  for (const [name, schema] of Object.entries(other.properties ?? {})) {
    const known = properties[name];
    properties[name] = known === undefined ? schema : { allOf: [known, schema] };
  }
  return {
    ...one,
    ...rest,
    ...(values !== undefined && { enum: values }),
    ...(Object.keys(properties).length > 0 && { properties }),
    ...((one.required ?? other.required) && { required: [...(one.required ?? []), ...(other.required ?? [])] }),
  };
}

function inventObject(schema: SchemaObject, definitions: SchemaMap, depth: number): object {
  const { properties = {}, required = [], maxProperties = Number.POSITIVE_INFINITY, minProperties = 0 } = schema;
  const names = depth < FULL_DEPTH ? [...new Set([...required, ...Object.keys(properties)])] : [...new Set(required)];
  const allowed = names.filter((name) => required.includes(name) || properties[name] !== false).slice(0, maxProperties);
  const more = Array.from({ length: Math.max(0, minProperties - allowed.length) }, (_, index) => `more${index}`);
  const propertyOf = (name: string) =>
    inventValue(properties[name] ?? schema.additionalProperties ?? true, definitions, depth + 1);
  return Object.fromEntries([...allowed, ...more].map((name) => [name, depth > MAX_DEPTH ? {} : propertyOf(name)]));
}

function inventList(
  { items = true, prefixItems = [], minItems = 0, uniqueItems }: SchemaObject,
  definitions: SchemaMap,
  depth: number,
): unknown[] {
  const count = Math.max(minItems, depth < MAX_DEPTH ? 1 : 0);
  const values = Array.from({ length: count }, (_, index) =>
    inventValue(prefixItems[index] ?? items, definitions, depth + 1),
  );
  return uniqueItems === true
    ? values.map((value, index) => (index > 0 && typeof value === 'string' ? `${value}${index}` : value))
    : values;
}

function inventNumber({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf = 1 }: SchemaObject): number {
  const least = Math.max(minimum ?? -1e9, exclusiveMinimum === undefined ? -1e9 : exclusiveMinimum + multipleOf);
  const most = Math.min(maximum ?? 1e9, exclusiveMaximum === undefined ? 1e9 : exclusiveMaximum - multipleOf);
  const wanted = Math.min(Math.max(7, least), most);
  const rounded = Math.ceil(wanted / multipleOf) * multipleOf;
  return rounded <= most ? rounded : Math.floor(wanted / multipleOf) * multipleOf;
}

const EXAMPLES: Readonly<Record<string, string>> = {
  date: '2026-11-24',
  'date-time': '2026-11-24T20:00:00Z',
  time: '20:00:00Z',
  duration: 'P1D',
  email: 'a@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/a',
  url: 'https://example.com/a',
  'uri-reference': '/a',
  uuid: '12345678-1234-4234-8234-123456789abc',
  byte: 'YWJj',
  'json-pointer': '/a',
};

function inventText({
  format = '',
  pattern,
  minLength = 0,
  maxLength = Number.POSITIVE_INFINITY,
}: SchemaObject): string {
  const example = EXAMPLES[format];
  if (pattern !== undefined && !(example !== undefined && expression(pattern).test(example)))
    return textLike(pattern, minLength, maxLength);
  const plain = example ?? 'some té+&=%xt';
  const long = plain.padEnd(minLength, 'x');
  return long.length > maxLength ? long.slice(0, maxLength) : long;
}

function textLike(pattern: string, minLength: number, maxLength: number): string {
  const samples = fc.sample(fc.stringMatching(expression(pattern)), { seed: 1, numRuns: 200 });
  const isPrintable = (text: string) => /^[\x20-\x7e]+$/.test(text) && text.trim() === text && !text.includes('/');
  const fitting = samples.filter((text) => text.length >= minLength && text.length <= maxLength);
  const [first = 'x'] = samples.filter(isPrintable);
  const long = first.repeat(Math.ceil(minLength / first.length)).slice(0, Math.max(minLength, 1));
  return fitting.find(isPrintable) ?? fitting[0] ?? long;
}

function expression(pattern: string): RegExp {
  try {
    return new RegExp(generable(pattern), 'u');
  } catch {
    return new RegExp(generable(pattern));
  }
}

/** fast-check knows no word boundaries, and the texts it makes have them where they matter. */
const generable = (pattern: string): string => pattern.replaceAll('\\b', '');
