import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Schema } from '../../../lambdas/core/validation/schema.ts';
import { schemaComparison } from '../../../lib/compiler/diff/schemas/schema-comparison.ts';
import type { SchemaChange } from '../../../lib/compiler/diff/schemas/walk.ts';
import type { Direction } from '../../../lib/compiler/schemas/schema-set.ts';
import { draws } from '../../support/draws.ts';
import { isValidBy } from '../../support/naive-validator.ts';

/** Small numbers and few names, so that values and schemas meet. */
const small = fc.integer({ min: 0, max: 4 });
const name = fc.constantFrom('a', 'b', 'c');

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false, 0.5),
    small,
    fc.constantFrom('', 'a', 'ab', 'abcd'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  ),
}));

const BOUNDS = [
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength'],
  ...['minItems', 'maxItems', 'minProperties', 'maxProperties', 'minContains', 'maxContains'],
];

const types = fc.constantFrom('string', 'integer', 'number', 'object', 'array', 'null', 'boolean');

/** Without `oneOf`, whose overlaps are taken for granted not to be, except where `anyOf` becomes one. */
const { schema } = fc.letrec<{ schema: Schema }>((tie) => {
  const keyword = (key: string, value: fc.Arbitrary<unknown>) => value.map((given) => [key, given] as const);
  const schemas = fc.array(tie('schema'), { minLength: 1, maxLength: 3 });
  const keywords = fc.oneof(
    keyword('type', fc.oneof(types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 }))),
    keyword('enum', fc.uniqueArray(fc.constantFrom('a', 'ab', 1, 2, null), { minLength: 1, maxLength: 3 })),
    keyword('const', fc.constantFrom('a', 1)),
    ...BOUNDS.map((key) => keyword(key, small)),
    keyword('multipleOf', fc.constantFrom(0.5, 1, 2, 3, 4)),
    keyword('pattern', fc.constantFrom('a', 'b')),
    ...['items', 'contains', 'additionalProperties', 'not', 'if', 'then', 'else'].map((key) =>
      keyword(key, tie('schema')),
    ),
    keyword('uniqueItems', fc.constant(true)),
    keyword('properties', fc.dictionary(name, tie('schema'), { minKeys: 1, maxKeys: 2 })),
    keyword('required', fc.uniqueArray(name, { minLength: 1, maxLength: 2 })),
    keyword('patternProperties', fc.dictionary(fc.constantFrom('^a', 'b'), tie('schema'), { maxKeys: 1 })),
    keyword('propertyNames', fc.constantFrom({ enum: ['a', 'b'] }, { maxLength: 0 })),
    keyword('dependentRequired', fc.constantFrom({ a: ['b'] }, { b: ['c', 'a'] })),
    ...['anyOf', 'allOf', 'prefixItems'].map((key) => keyword(key, schemas)),
  );
  return {
    schema: fc.oneof(
      { depthSize: 'small', withCrossShrink: true, maxDepth: 4 },
      fc.constantFrom<Schema>(true, false, { $ref: '#/$defs/A' }, { $ref: '#/$defs/B' }),
      fc.array(keywords, { maxLength: 3 }).map((entries): Schema => Object.fromEntries(entries)),
    ),
  };
});

const definitions = fc.record({ A: schema, B: schema });

type Document = { readonly schema: Schema; readonly $defs: Readonly<Record<string, Schema>> };

const document: fc.Arbitrary<Document> = fc.record({ schema, $defs: definitions });

/** Often one that differs in little, since two at random have little in common. */
const versions = fc.oneof(
  fc.tuple(document, document),
  fc.tuple(document, schema).map(([base, other]) => [base, { ...base, schema: other }] as const),
  fc.tuple(document, schema).map(([base, B]) => [base, { ...base, $defs: { ...base.$defs, B } }] as const),
  fc.tuple(schema, schema, definitions).map(([one, other, $defs]) => {
    return [
      { schema: one, $defs },
      { schema: { anyOf: [one, other] }, $defs },
    ] as const;
  }),
  fc.tuple(schema, schema, definitions, fc.boolean()).map(([one, other, $defs, isExclusive]) => {
    const [anyOf, oneOf] = [
      { schema: { anyOf: [one, other] }, $defs },
      { schema: { oneOf: [one, other] }, $defs },
    ];
    return isExclusive ? ([oneOf, anyOf] as const) : ([anyOf, oneOf] as const);
  }),
);

function compared(base: Document, next: Document, direction: Direction): readonly SchemaChange[] {
  const sides = { base: new Map(Object.entries(base.$defs)), next: new Map(Object.entries(next.$defs)) };
  return schemaComparison(sides, direction).compare(base.schema, next.schema);
}

const isValid = ({ schema: own, $defs }: Document, each: unknown) => isValidBy(own, each, $defs);

/** That new properties are optional is taken to break nothing, though a value with that name could have come before. */
const isProof = (changes: readonly SchemaChange[]): boolean =>
  changes.every(({ check, verdict }) => verdict === 'compatible' && check !== 'new-optional-property');

describe('schemaComparison', () => {
  it.each(['request', 'response'] as const)('finds no %s compatible in which a value is refused', (direction) => {
    fc.assert(
      fc.property(versions, fc.array(value, { minLength: 20, maxLength: 40 }), ([base, next], values) => {
        if (!isProof(compared(base, next, direction))) return;
        const [sender, receiver] = direction === 'request' ? [base, next] : [next, base];
        expect(values.filter((each) => isValid(sender, each) === true && isValid(receiver, each) === false)).toEqual(
          [],
        );
      }),
      { numRuns: draws(2000) },
    );
  });

  it('finds nothing between a schema and itself', () => {
    fc.assert(
      fc.property(document, (same) => expect(compared(same, structuredClone(same), 'request')).toEqual([])),
      {
        numRuns: draws(300),
      },
    );
  });
});
