import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { MAX_VIOLATIONS, Run } from '../../../../lambdas/core/validation/check.ts';
import { schemaCompiler } from '../../../../lambdas/core/validation/compile-schema.ts';
import type { Schema, SchemaMap, SelfContainedSchema, TypeName } from '../../../../lambdas/core/validation/schema.ts';
import { draws } from '../../../support/draws.ts';

const matches = (pattern: string, text: string) => new RegExp(pattern, 'u').test(text);

function run(
  schema: Schema,
  value: unknown,
  definitions: SchemaMap = {},
): { valid: boolean; found: readonly string[] } {
  const state = new Run(matches);
  const valid = schemaCompiler((name) => definitions[name] ?? true)(schema)(value, state, undefined);
  const found = state.violations.map(({ path, detail }) => `${path.map(({ key }) => `/${key}`).join('')} ${detail}`);
  return { valid, found };
}

const violationsOf = (schema: string, value: unknown, definitions?: string): readonly string[] =>
  run(load(schema) as Schema, value, load(definitions ?? '{}') as SchemaMap).found;

describe('schemaCompiler', () => {
  it.each<[schema: string, value: unknown, found: readonly string[]]>([
    ['{ type: string }', 5, [' must be string, is integer']],
    ['{ type: [string, "null"] }', 1.5, [' must be string or null, is number']],
    ['{ type: integer }', 1, []],
    ['{ enum: [a, { b: 1, c: [2] }] }', { c: [2], b: 1 }, []],
    ['{ enum: [a, b] }', 'c', [' must be one of "a", "b"']],
    ['{ const: 1 }', true, [' must be 1']],
    ['{ multipleOf: 0.01 }', 19.99, []],
    ['{ multipleOf: 0.01 }', 19.999, [' must be a multiple of 0.01']],
    ['{ minimum: 5, exclusiveMaximum: 5 }', 5, [' must be less than 5']],
    ['{ format: int32 }', 2 ** 31, [' must be a valid int32']],
    ['{ maxLength: 2 }', '😀😀', []],
    ['{ minLength: 3, pattern: ^a }', 'b', [' must have at least 3 characters', ' must match the pattern ^a']],
    ['{ format: date }', '2026-02-29', [' must be a valid date']],
    [
      '{ items: { type: integer }, maxItems: 1 }',
      [1, 'a'],
      [' must have at most 1 item, has 2', '/1 must be integer, is string'],
    ],
    ['{ uniqueItems: true }', [{ a: 1, b: 2 }, 1, { b: 2, a: 1 }], [' items 0 and 2 are equal, each must be unique']],
    [
      '{ contains: { const: 1 }, maxContains: 1 }',
      [1, 1],
      [' must hold at most 1 item of the kind described, holds 2'],
    ],
    ['{ required: [a, toString] }', {}, [' must have the property "a"', ' must have the property "toString"']],
    [
      '{ properties: { a: { type: string } }, additionalProperties: false }',
      { a: 1, b: 2 },
      ['/a must be string, is integer', '/b is not allowed'],
    ],
    ['{ propertyNames: { maxLength: 1 } }', { ab: 1 }, ['/ab has a name that is not allowed']],
    ['{ dependentRequired: { a: [b] } }', { a: 1 }, [' must have the property "b", because it has "a"']],
    ['{ not: { type: string } }', 'a', [' is of a kind that is not allowed']],
    ['{ allOf: [{ properties: { a: true } }], unevaluatedProperties: false }', { a: 1, b: 2 }, ['/b is not allowed']],
    ['{ oneOf: [{ type: integer }, { minimum: 5 }] }', 7, [' fits more than one of its alternatives, must fit one']],
  ])('%s says of %j: %j', (schema, value, found) => {
    expect(violationsOf(schema, value)).toEqual(found);
  });

  it.each<[value: unknown, found: readonly string[]]>([
    [{ kind: 'cat' }, [' must have the property "lives"']],
    [{ kind: 'cow' }, [' fits none of its 2 alternatives']],
    [5, [' fits none of its 2 alternatives']],
  ])('tells what is wrong with the alternative that %j was meant for', (value, found) => {
    const schema = `
      anyOf:
        - { type: object, properties: { kind: { const: cat } }, required: [lives] }
        - { type: object, properties: { kind: { const: dog } }, required: [tricks] }`;
    expect(violationsOf(schema, value)).toEqual(found);
  });

  it('follows definitions that hold themselves', () => {
    const definitions = '{ Tree: { type: object, properties: { left: { $ref: "#/$defs/Tree" } } } }';
    expect(violationsOf('{ $ref: "#/$defs/Tree" }', { left: { left: 1 } }, definitions)).toEqual([
      '/left/left must be object, is integer',
    ]);
  });

  it('looks at own properties only', () => {
    const value = JSON.parse('{"__proto__": {"a": 1}, "constructor": 1}');
    const schema =
      '{ properties: { __proto__: { properties: { a: { type: string } } } }, additionalProperties: false }';
    expect(violationsOf(schema, value)).toEqual([
      '/__proto__/a must be string, is integer',
      '/constructor is not allowed',
    ]);
  });

  it('keeps a hundred violations of millions', () => {
    const value = Array.from({ length: 1_000_000 }, () => 1);
    expect(violationsOf('{ items: { type: string } }', value)).toHaveLength(MAX_VIOLATIONS);
  });

  it('gives up where alternatives multiply', () => {
    let value: unknown = 1;
    for (let depth = 0; depth < 40; depth++) value = { a: value };
    const node: Schema = { properties: { a: { $ref: '#/$defs/Node' } }, type: 'object' };
    const state = new Run(matches);
    const check = schemaCompiler(() => ({ anyOf: [node, node] }))({ $ref: '#/$defs/Node' });
    expect(check(value, state, undefined)).toBe(false);
    expect(state.exhausted).toBe(true);
  });

  it('agrees with ajv', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false, logger: false, validateSchema: false });
    fc.assert(
      fc.property(schemaWithDefinitions, fc.array(jsonValue, { minLength: 1, maxLength: 8 }), (schema, values) => {
        const isValid = ajv.compile(schema);
        const expected = values.map((value) => isValid(value));
        expect(values.map((value) => run(schema, value, schema.$defs).valid)).toEqual(expected);
      }),
      { numRuns: draws(1000) },
    );
  });
});

const name = fc.constantFrom('a', 'b', 'ab', 'length');
const scalar = fc.oneof(
  fc.constantFrom('', 'a', 'ab', 'abc', '😀'),
  fc.integer({ min: -3, max: 6 }),
  fc.constantFrom(1.5, true, false, null),
);

const { value: jsonValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 4 }).map(Object.fromEntries),
  ),
}));

const small = fc.integer({ min: 0, max: 4 });
const types = fc.constantFrom<TypeName>('array', 'boolean', 'integer', 'null', 'number', 'object', 'string');

const { schema: anySchema } = fc.letrec<{ schema: Schema }>((tie) => {
  const schema = tie('schema');
  const list = fc.array(schema, { minLength: 1, maxLength: 3 });
  const map = (key: fc.Arbitrary<string>) =>
    fc.array(fc.tuple(key, schema), { minLength: 1, maxLength: 3 }).map(Object.fromEntries);
  const keywords = {
    type: fc.oneof(types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 })),
    const: jsonValue,
    enum: fc.array(jsonValue, { minLength: 1, maxLength: 4 }),
    multipleOf: fc.constantFrom(1, 2, 0.5),
    ...{ minimum: small, maximum: small, exclusiveMinimum: small, exclusiveMaximum: small },
    ...{ minLength: small, maxLength: small, pattern: fc.constantFrom('^a', 'b$', '.', '^.$') },
    items: schema,
    ...{ minItems: small, maxItems: small, uniqueItems: fc.constant(true) },
    ...{ properties: map(name), patternProperties: map(fc.constantFrom('^a', 'b')), additionalProperties: schema },
    ...{
      propertyNames: schema,
      required: fc.uniqueArray(name, { maxLength: 2 }),
      minProperties: small,
      maxProperties: small,
    },
    ...{ allOf: list, anyOf: list, oneOf: list, not: schema },
    $ref: fc.constantFrom('#/$defs/one', '#/$defs/two'),
  };
  // biome-ignore lint/suspicious/noThenProperty: the keyword's name
  const condition = fc.record({ if: schema, then: schema, else: schema });
  const one = Object.entries(keywords).map(([key, value]) =>
    (value as fc.Arbitrary<unknown>).map((found) => ({ [key]: found })),
  );
  const some = fc
    .array(fc.oneof(condition, ...one), { minLength: 1, maxLength: 4 })
    .map((parts) => Object.assign({}, ...parts) as Schema);
  return { schema: fc.oneof({ maxDepth: 3, depthSize: 'small' }, fc.boolean(), some) };
});

/**
 * JSON-Schema-Test-Suite covers the rest. Ajv2020 8.20 is no measure: beside `patternProperties`, `contains` or `if` without
 * `then` its code throws TypeErrors or takes what it should refuse; so this is about what draft 7 has too.
 * The definitions refer to each other for parts of a value only: ajv, too, does not end otherwise.
 */
const schemaWithDefinitions: fc.Arbitrary<SelfContainedSchema> = fc
  .tuple(anySchema, types, types)
  .map(([schema, one, two]) => ({
    allOf: [schema],
    $defs: {
      one: { type: [...new Set([one, 'object' as const])], properties: { a: { $ref: '#/$defs/two' } } },
      two: { type: [...new Set([two, 'array' as const])], items: { $ref: '#/$defs/one' } },
    },
  }));
