import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { Schema } from '../../../../lambdas/core/validation/schema.ts';
import { type Lowered, lowerSchema } from '../../../../lib/compiler/gateway-document/models/lower-schema.ts';
import { bodyModels } from '../../../../lib/local/rest-api/deploy/body-model.ts';
import { rewriteReferences } from '../../../../lib/local/rest-api/import/import-models.ts';
import { draws } from '../../../support/draws.ts';
import { schemaComplaints } from '../../../support/importer-rules.ts';

const lower = (schema: Schema): Lowered => lowerSchema(schema, (name) => ({ $ref: `#/components/schemas/${name}` }));

describe('lowerSchema', () => {
  it.each<[Schema, Lowered]>([
    [true, {}],
    [false, {}],
    [
      { type: 'string', minLength: 1, pattern: '^a', format: 'email' },
      { type: 'string', minLength: 1 },
    ],
    [{ type: ['string', 'null'], maxLength: 5 }, { maxLength: 5 }],
    [{ type: ['string', 'boolean'] }, { anyOf: [{ type: 'string' }, { type: 'boolean' }] }],
    [{ type: 'integer' }, { type: 'number', multipleOf: 1 }],
    [
      { type: 'number', exclusiveMinimum: 0, minimum: -1, multipleOf: 0.1 },
      { type: 'number', minimum: 0 },
    ],
    [{ const: 'a' }, { enum: ['a'] }],
    [{ enum: ['a', null] }, {}],
    [{ type: 'array' }, { type: 'array', items: {} }],
    [
      { type: 'array', prefixItems: [true], items: false },
      { type: 'array', items: {} },
    ],
    [
      { oneOf: [{ type: 'string' }, { $ref: '#/$defs/A' }] },
      { anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/A' }] },
    ],
    [{ oneOf: [{ type: 'string' }, { type: 'null' }] }, {}],
    [
      { $ref: '#/$defs/A', required: ['a'] },
      { required: ['a'], allOf: [{ $ref: '#/components/schemas/A' }] },
    ],
    [{ $ref: '#/$defs/A' }, { $ref: '#/components/schemas/A' }],
    // biome-ignore lint/suspicious/noThenProperty: the keyword's name
    [{ not: { type: 'string' }, if: true, then: false }, {}],
    [
      { type: 'object', properties: { a: true, b: { type: 'string' } }, additionalProperties: false },
      { type: 'object', properties: { a: {}, b: { type: 'string' } }, additionalProperties: false },
    ],
    [{ properties: { a: true }, patternProperties: { b: true }, additionalProperties: false }, {}],
  ])('lowers %j', (schema, expected) => {
    expect(lower(schema)).toEqual(expected);
  });
});

const scalar = fc.constantFrom<unknown>(null, true, 0, 1, -1, 0.5, 2, 10, '', 'a', 'ab', '🐕', 'long text');
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any')),
  ),
})).any;
const count = fc.integer({ min: 0, max: 3 });
const type = fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object');
const schema: fc.Arbitrary<Schema> = fc.letrec<{ any: Schema }>((tie) => {
  const map = fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'), { noNullPrototype: true });
  const list = fc.array(tie('any'), { minLength: 1, maxLength: 3 });
  const parts = {
    type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
    enum: fc.array(scalar, { minLength: 1, maxLength: 4 }),
    const: scalar,
    ...{ minimum: count, maximum: count, exclusiveMinimum: count, exclusiveMaximum: count },
    multipleOf: fc.constantFrom(1, 2, 0.5),
    ...{
      minLength: count,
      maxLength: count,
      minItems: count,
      maxItems: count,
      minProperties: count,
      maxProperties: count,
    },
    ...{ uniqueItems: fc.constant(true), pattern: fc.constant('^a'), minContains: count },
    ...{ items: tie('any'), contains: tie('any'), prefixItems: list, not: tie('any') },
    ...{ properties: map, patternProperties: map, additionalProperties: tie('any'), propertyNames: tie('any') },
    required: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
    // biome-ignore lint/suspicious/noThenProperty: the keyword's name
    ...{ allOf: list, anyOf: list, oneOf: list, if: tie('any'), then: tie('any'), else: tie('any') },
    $ref: fc.constantFrom('#/$defs/A', '#/$defs/B'),
  };
  const some = fc
    .subarray(Object.keys(parts), { maxLength: 4 })
    .chain((keys) =>
      fc.record(Object.fromEntries(keys.map((key) => [key, parts[key as keyof typeof parts]])) as object),
    );
  return { any: fc.oneof({ maxDepth: 3 }, fc.boolean(), some as fc.Arbitrary<Schema>) };
}).any;

describe('lowerSchema, for any schema', () => {
  it('accepts every value that the schema accepts, in words that the importer takes', () => {
    let accepted = 0;
    const property = fc.property(schema, schema, schema, fc.array(value, { maxLength: 12 }), (whole, A, B, values) => {
      const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
      const validate = ajv.compile({ $defs: { A, B }, allOf: [whole] } as object);
      const named = { A: lower(A), B: lower(B) };
      const model = bodyModels(imported(named), true)(imported(lower(whole)));
      for (const each of values.filter((one) => isAccepted(validate, one))) {
        accepted += 1;
        expect([each, isRefused(model(each))]).toEqual([each, false]);
      }
      expect([lower(whole), ...Object.values(named)].flatMap((one) => schemaComplaints(one))).toEqual([]);
    });
    fc.assert(property, { numRuns: draws(300) });
    expect(accepted).toBeGreaterThan(100);
  });
});

/** Schemas that refer to each other without end accept nothing that can be found out. */
function isAccepted(validate: (value: unknown) => unknown, one: unknown): boolean {
  try {
    return validate(one) === true;
  } catch {
    return false;
  }
}

/** References as the importer leaves them. */
const imported = <Value>(one: Value): Value => rewriteReferences('api', one) as Value; // of the same shape

const isRefused = (outcome: { readonly kind: string }): boolean => outcome.kind === 'invalid';
