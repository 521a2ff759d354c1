import { describe, expect, it } from '@jest/globals';
import type { Schema } from '../../../lambdas/core/validation/schema.ts';
import { schemaComparison } from '../../../lib/compiler/diff/schemas/schema-comparison.ts';

type Definitions = Readonly<Record<string, Schema>>;

function changes(base: Schema, next: Schema, was: Definitions = {}, is: Definitions = was): readonly string[] {
  const definitions = { base: new Map(Object.entries(was)), next: new Map(Object.entries(is)) };
  const { compare } = schemaComparison(definitions, 'request');
  return compare(base, next).map(({ check, at, definition }) => [check, definition, at].filter(Boolean).join(' '));
}

const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

/** Of one kind only, and with one property only. */
const kind = (name: string): Schema => ({
  type: 'object',
  required: ['kind'],
  properties: { kind: { enum: [name] }, a: { type: 'string' } },
});
const closed = (name: string): Schema => ({
  type: 'object',
  required: [name],
  properties: { [name]: true },
  additionalProperties: false,
});

const implication = (condition: Schema, consequence: Schema): Schema =>
  Object.fromEntries([
    ['if', condition],
    ['then', consequence],
  ]);

describe('schemaComparison', () => {
  it.each<readonly [Schema, Schema, ...string[]]>([
    [{ type: 'string' }, { type: 'integer' }, 'type-changed'],
    [{ type: 'integer' }, { type: 'number' }, 'type-widened'],
    [{ type: ['string', 'null'] }, { type: 'string' }, 'type-narrowed'],
    [true, { type: 'string' }, 'type-narrowed'],
    [{ enum: ['a', 'b'] }, { enum: ['a', 'c'] }, 'enum-value-removed', 'enum-value-added'],
    [{ const: 1 }, { enum: [1, 2] }, 'enum-value-added'],
    [{ type: 'string' }, { type: 'string', enum: ['a'] }, 'enum-set'],
    [{ minimum: 1 }, { exclusiveMinimum: 1 }, 'range-narrowed'],
    [{ maximum: 5 }, { maximum: 6 }, 'range-widened'],
    [{ minLength: 0 }, {}],
    [{ maxItems: 5 }, {}, 'range-widened'],
    [{}, { maxLength: 5 }, 'range-narrowed'],
    [{ multipleOf: 2 }, { multipleOf: 6 }, 'multiple-narrowed'],
    [{ multipleOf: 0.01 }, { multipleOf: 0.1 }, 'multiple-narrowed'],
    [{ multipleOf: 2 }, { multipleOf: 3 }, 'multiple-changed'],
    [{ pattern: 'a' }, { pattern: 'b' }, 'pattern-changed'],
    [{ format: 'int32' }, { format: 'int64' }, 'format-widened'],
    [{ format: 'uuid' }, { format: 'date' }, 'format-changed'],
    [{ format: 'phone' }, {}, 'format-unclear'],
    [{ format: 'password' }, {}],
    [{ uniqueItems: true }, {}, 'unique-unset'],
    [{ items: { type: 'string' } }, { items: { type: 'string', maxLength: 3 } }, 'range-narrowed []'],
    [{ prefixItems: [{ type: 'string' }] }, { prefixItems: [{ type: 'null' }] }, 'type-changed [0]'],
    [{ properties: { a: true } }, { properties: { a: true, b: true } }, 'new-optional-property b'],
    [{ properties: { a: true } }, { properties: { a: true, b: true }, required: ['b'] }, 'new-required-property b'],
    [{ properties: { a: true } }, { properties: { a: true }, required: ['a'] }, 'property-became-required a'],
    [{ required: ['a'] }, {}, 'property-became-optional a'],
    [{ properties: { a: true } }, {}, 'property-removed a'],
    [{ properties: { a: true }, required: ['a'] }, {}, 'required-property-removed a'],
    [{ properties: { a: true }, additionalProperties: false }, { additionalProperties: false }, 'property-refused a'],
    [{ additionalProperties: { type: 'string' } }, { additionalProperties: { type: 'null' } }, 'type-changed *'],
    [
      { additionalProperties: { type: 'string' } },
      { additionalProperties: { type: 'string' }, properties: { a: { type: 'string' } } },
    ],
    [{}, { additionalProperties: false }, 'other-properties-refused'],
    [{ not: { type: 'string' } }, { not: { type: ['string', 'null'] } }, 'type-widened'],
    [{ type: 'string' }, false, 'value-refused'],
    [false, { type: 'string' }, 'value-allowed'],
    [
      implication({ required: ['a'] }, { required: ['b'] }),
      implication({ required: ['a'] }, { required: ['c'] }),
      'property-became-required c',
      'property-became-optional b',
    ],
    [{ if: { required: ['a'] } }, { if: { required: ['b'] } }, 'schema-changed'],
  ])('of %j and %j', (base, next, ...expected) => {
    expect(changes(base, next)).toEqual(expected);
  });

  it.each<readonly [Schema, Schema, ...string[]]>([
    [{ anyOf: [ref('A'), ref('B')] }, { anyOf: [ref('B'), ref('A')] }],
    [{ oneOf: [ref('A'), ref('B')] }, { oneOf: [ref('A')] }, 'alternative-removed'],
    [ref('A'), { anyOf: [ref('A'), ref('B')] }, 'alternative-added'],
    [
      { anyOf: [{ type: 'integer' }, { type: 'string' }] },
      { anyOf: [{ type: 'string' }, { type: 'number' }] },
      'alternative-added',
    ],
    [{ anyOf: [{ type: 'integer' }, { type: 'number' }] }, { type: 'number' }],
    [{ anyOf: [{ type: 'null' }, { type: 'string' }] }, { type: ['string', 'null'] }],
    [{ anyOf: [{ type: 'null' }, ref('A')] }, ref('A'), 'alternative-removed'],
    [{ anyOf: [ref('A'), ref('B')] }, { oneOf: [ref('A'), ref('B')] }, 'alternatives-exclusive'],
    [{ oneOf: [ref('A'), ref('B')] }, { anyOf: [ref('A'), ref('B')] }, 'alternatives-inclusive'],
    [{ anyOf: [{ type: 'integer' }, ref('A')] }, { oneOf: [{ type: 'integer' }, ref('A')] }],
    [
      { anyOf: [{ type: 'integer' }, { minimum: 1 }] },
      { oneOf: [{ type: 'integer' }, { minimum: 1 }] },
      'alternatives-exclusive',
    ],
    [
      { type: 'object', anyOf: [kind('a'), kind('b')] },
      { type: 'object', oneOf: [kind('a'), kind('b')] },
    ],
    [{ anyOf: [closed('a'), closed('b')] }, { oneOf: [closed('a'), closed('b')] }],
    [ref('A'), { oneOf: [ref('A'), { $ref: '#/$defs/A', required: ['a'] }] }, 'alternatives-overlap'],
    [{ allOf: [ref('A')] }, ref('A')],
    [{ allOf: [ref('A'), { required: ['x'] }] }, { allOf: [{ required: ['x'] }, ref('A')] }],
    [{ allOf: [ref('A'), ref('B')] }, { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } }],
    [
      ref('A'),
      { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
      'property-became-required a',
    ],
  ])('of the compositions %j and %j', (base, next, ...expected) => {
    const A: Schema = { type: 'object', properties: { a: { type: 'string' } } };
    const B: Schema = { type: 'object', properties: { b: { type: 'string' } } };
    expect(changes(base, next, { A, B })).toEqual(expected);
  });

  it('tells of recursive schemas once, at the definition', () => {
    const tree = (leaf: Schema): Schema => ({
      type: 'object',
      properties: { leaf, children: { type: 'array', items: ref('Tree') } },
    });
    const found = changes(
      ref('Tree'),
      ref('Tree'),
      { Tree: tree({ type: 'string' }) },
      { Tree: tree({ type: 'null' }) },
    );
    expect(found).toEqual(['type-changed Tree leaf']);
    expect(changes(ref('Tree'), ref('Tree'), { Tree: tree(true) })).toEqual([]);
    const loop = { Loop: ref('Loop') };
    expect(changes(ref('Loop'), { type: 'string' }, loop)).toEqual(['type-narrowed']);
  });

  it('takes a definition of another name for the same', () => {
    expect(changes(ref('Pet'), ref('Animal'), { Pet: { type: 'string' } }, { Animal: { type: 'string' } })).toEqual([]);
  });

  it('tells of the values of a discriminator alone, not of what they choose', () => {
    const choice = (...names: string[]): Schema => ({
      type: 'object',
      required: ['kind'],
      properties: { kind: { enum: names } },
      allOf: names.map((name) => implication({ properties: { kind: { const: name } }, required: ['kind'] }, ref(name))),
    });
    const definitions = { cat: { type: 'object' }, dog: { type: 'object' } } as const;
    expect(changes({ allOf: [choice('cat')] }, { allOf: [choice('cat', 'dog')] }, definitions)).toEqual([
      'enum-value-added kind',
    ]);
    expect(changes({ allOf: [choice('cat', 'dog')] }, { allOf: [choice('dog')] }, definitions)).toEqual([
      'enum-value-removed kind',
    ]);
  });
});
