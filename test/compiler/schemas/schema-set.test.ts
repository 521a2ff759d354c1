import { describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import type { Finding } from '../../../lib/compiler/problem.ts';
import { type Direction, schemaSet } from '../../../lib/compiler/schemas/schema-set.ts';
import { selfContained } from '../../../lib/compiler/schemas/self-contained.ts';

interface Given {
  readonly dialect?: '3.0' | '3.1';
  readonly direction?: Direction;
  /** Of `components.schemas`. */
  readonly components?: string;
}

/** The normal form of a schema at `/schema` of a document, with its definitions, and what was found. */
function read(schema: string, { dialect = '3.0', direction = 'request', components = '{}' }: Given = {}) {
  const found: Finding[] = [];
  const root = { schema: load(schema), components: { schemas: load(components) } };
  const set = schemaSet({ root, dialect }, direction, (finding) => found.push(finding));
  const normal = selfContained(set.read({ value: root.schema, pointer: '/schema' }), set.definitions);
  return { normal, found: found.map(({ severity, pointer, message }) => `${severity} ${pointer}: ${message}`) };
}

const normalOf = (schema: string, given?: Given) => read(schema, given).normal;

describe('schemaSet, OpenAPI 3.0', () => {
  it.each([
    ['{ type: string, nullable: true }', { type: ['string', 'null'] }],
    ['{ nullable: true, minLength: 1 }', { minLength: 1 }],
    ['{ type: string, nullable: true, enum: [a, null] }', { type: ['string', 'null'], enum: ['a', null] }],
    ['{ type: string, nullable: true, enum: [a] }', { anyOf: [{ type: 'null' }, { type: 'string', enum: ['a'] }] }],
    ['{ minimum: 1, exclusiveMinimum: true }', { minimum: 1, exclusiveMinimum: 1 }],
    ['{ maximum: 9, exclusiveMaximum: false }', { maximum: 9 }],
    ['{ type: file }', { type: 'string' }],
    [
      '{ type: object, title: a, description: b, example: c, xml: {}, default: {}, deprecated: true, x-a: 1 }',
      { type: 'object' },
    ],
    ['{ properties: { __proto__: { type: string } } }', { properties: { ['__proto__']: { type: 'string' } } }],
  ])('reads %s', (schema, expected) => {
    expect(normalOf(schema)).toEqual(expected);
  });

  it.each<[string, '3.0' | '3.1', string[]]>([
    ['{ contentMediaType: application/json }', '3.1', ['info /schema/contentMediaType: what a text holds']],
    ['{ contentMediaType: application/octet-stream }', '3.1', []],
    ['{ $schema: http://json-schema.org/draft-07/schema# }', '3.1', ['warning /schema/$schema: $schema is "http']],
    ['{ $schema: 5 }', '3.0', ['warning /schema/$schema: $schema is 5, but']],
    ['{ $schema: http://json-schema.org/draft-04/schema# }', '3.0', []],
    ['{ $schema: https://spec.openapis.org/oas/3.1/dialect/base }', '3.1', []],
    ['{ $schema: https://json-schema.org/draft/2020-12/schema }', '3.1', []],
  ])('says of %s in %s what is not read', (schema, dialect, expected) => {
    expect(read(schema, { dialect }).found).toEqual(expected.map((start) => expect.stringContaining(start)));
  });

  it('refers to the definitions that are reached, and to no other', () => {
    const components = `
      Pet: { type: object, properties: { owner: { $ref: '#/components/schemas/Owner' } } }
      Owner: { type: object, properties: { pets: { items: { $ref: '#/components/schemas/Pet' } } } }
      Other: { type: string }`;
    expect(normalOf("{ items: { $ref: '#/components/schemas/Pet' } }", { components })).toEqual({
      items: { $ref: '#/$defs/Pet' },
      $defs: {
        Owner: { type: 'object', properties: { pets: { items: { $ref: '#/$defs/Pet' } } } },
        Pet: { type: 'object', properties: { owner: { $ref: '#/$defs/Owner' } } },
      },
    });
  });

  it('gives names that need no escape, each once', () => {
    const components = "{ 'a b/c': { type: string }, a_b_c: { type: number }, A_B_C: { type: integer } }";
    const schema = `{ anyOf: [{ $ref: '#/components/schemas/a b~1c' }, { $ref: '#/components/schemas/a_b_c' },
      { $ref: '#/components/schemas/A_B_C' }] }`;
    expect(normalOf(schema, { components })).toMatchObject({
      anyOf: [{ $ref: '#/$defs/a_b_c' }, { $ref: '#/$defs/a_b_c_2' }, { $ref: '#/$defs/A_B_C_3' }],
      $defs: { a_b_c: { type: 'string' }, a_b_c_2: { type: 'number' }, A_B_C_3: { type: 'integer' } },
    });
  });

  it('ignores what stands beside $ref and says so, but for nullable', () => {
    const components = '{ Name: { type: string } }';
    const { normal, found } = read("{ $ref: '#/components/schemas/Name', maxLength: 5, nullable: true }", {
      components,
    });
    expect(normal).toMatchObject({ anyOf: [{ type: 'null' }, { $ref: '#/$defs/Name' }] });
    expect(found).toEqual([
      expect.stringContaining('info /schema: maxLength beside $ref is ignored'),
      expect.stringContaining('info /schema/nullable: nullable: true beside $ref lets null pass'),
    ]);
  });

  it.each([
    [
      '{ type: strng }',
      'warning /schema/type: type is "strng", expected "string" (did you mean it): it is not checked',
    ],
    [
      '{ minLenght: 5 }',
      'warning /schema/minLenght: unknown keyword "minLenght" is not checked, did you mean "minLength"',
    ],
    [
      '{ divisible: 5 }',
      'info /schema/divisible: keyword "divisible" means nothing in a schema of OpenAPI and is not checked',
    ],
    [
      '{ pattern: "(" }',
      'warning /schema/pattern: pattern is "(", expected a regular expression of ECMA-262: it is not checked',
    ],
    [
      '{ maxLength: -1 }',
      'warning /schema/maxLength: maxLength is -1, expected a whole number from 0: it is not checked',
    ],
    ['{ minimum: .inf }', 'warning /schema/minimum: minimum is Infinity, expected a number: it is not checked'],
    ['{ enum: [] }', 'warning /schema/enum: enum is [], expected a list of values: it is not checked'],
    ['{ required: true }', 'warning /schema/required: required is true, expected a list of names: it is not checked'],
    ['{ format: isbn }', 'info /schema/format: values of format "isbn" are not checked: the format is not known here'],
    ['{ items: 5 }', 'warning /schema/items: a schema is 5, expected an object: nothing is checked here'],
    [
      "{ $ref: '#/components/schemas/Gone' }",
      'warning /schema: $ref "#/components/schemas/Gone" names nothing in this document, name an existing component: nothing is checked here',
    ],
  ])('reports %s and goes on', (schema, expected) => {
    const { normal, found } = read(schema);
    expect(found).toEqual([expected]);
    expect([{}, true, { items: true }, { format: 'isbn' }]).toContainEqual(normal);
  });

  it('does not end on schemas that hold themselves or are very deep', () => {
    let deep: object = { type: 'string' };
    for (let level = 0; level < 5000; level++) deep = { items: deep };
    const schemas = { A: { $ref: '#/components/schemas/A' }, B: { allOf: [{ $ref: '#/components/schemas/B' }] }, deep };
    const root = { components: { schemas } };
    const found: Finding[] = [];
    const set = schemaSet({ root, dialect: '3.0' }, 'request', (finding) => found.push(finding));
    for (const name of Object.keys(schemas))
      set.read({ value: { $ref: `#/components/schemas/${name}` }, pointer: `/${name}` });
    expect(set.definitions.get('A')).toBe(true);
    expect(set.definitions.get('B')).toBe(true);
    expect(found.map(({ pointer, message }) => `${pointer}: ${message}`)).toEqual([
      expect.stringContaining('/components/schemas/A: this schema refers to itself'),
      expect.stringContaining('/components/schemas/B: this schema refers to itself'),
      expect.stringContaining('nested more than'),
    ]);
  });
});

describe('schemaSet, readOnly and writeOnly', () => {
  const components = `
    Base: { required: [id, name], properties: { id: { readOnly: true }, name: {}, secret: { writeOnly: true } } }
    Bare: { required: [id, name] }
    Id: { type: string, readOnly: true }`;

  it.each([
    ["{ $ref: '#/components/schemas/Base' }", 'Base', ['name']],
    ['{ required: [id], properties: { id: { $ref: "#/components/schemas/Id" } } }', undefined, undefined],
    ["{ allOf: [{ $ref: '#/components/schemas/Base' }, { required: [id, secret] }] }", '', ['secret']],
  ])('does not require of a request what is readOnly: %s', (schema, name, required) => {
    const normal = normalOf(schema, { components }) as { $defs?: object; required?: string[]; allOf?: object[] };
    const at = name === undefined ? normal : name === '' ? normal.allOf?.[1] : normal.$defs?.[name as never];
    expect((at as { required?: string[] }).required).toEqual(required);
  });

  it('makes a part of allOf its own where only the whole knows what is readOnly', () => {
    const schema = "{ allOf: [{ $ref: '#/components/schemas/Bare' }], properties: { id: { readOnly: true } } }";
    expect(normalOf(schema, { components })).toEqual({ allOf: [{ required: ['name'] }], properties: { id: {} } });
  });

  it('does not require of a response what is writeOnly', () => {
    const schema = '{ required: [secret, id], properties: { secret: { writeOnly: true }, id: { readOnly: true } } }';
    expect(normalOf(schema, { direction: 'response' })).toMatchObject({ required: ['id'] });
  });
});

describe('schemaSet, OpenAPI 3.1', () => {
  it.each([
    ["{ $ref: '#/components/schemas/Name', maxLength: 5 }", { $ref: '#/$defs/Name', maxLength: 5 }],
    ["{ $dynamicRef: '#name' }", { $ref: '#/$defs/Name' }],
    ["{ $ref: '#name' }", { $ref: '#/$defs/Name' }],
    ["{ $ref: 'https://example.com/tree' }", { $ref: '#/$defs/Tree' }],
    ["{ $ref: 'https://example.com/tree#/$defs/leaf' }", { $ref: '#/$defs/leaf' }],
    ["{ $id: 'https://example.com/', $ref: 'tree#leaf' }", { $ref: '#/$defs/leaf' }],
  ])('follows %s', (schema, expected) => {
    const components = `
      Name: { $dynamicAnchor: name, type: string }
      Tree: { $id: 'https://example.com/tree', items: { $ref: '#leaf' }, $defs: { leaf: { $anchor: leaf, const: 1 } } }`;
    const { normal, found } = read(schema, { dialect: '3.1', components });
    expect(normal).toMatchObject(expected);
    expect(found).toEqual([]);
  });

  it.each([
    '{ type: [string, "null"], const: a, prefixItems: [{ type: string }], items: false }',
    '{ if: { required: [a] }, then: { required: [b] }, else: false, dependentRequired: { a: [b] } }',
    '{ unevaluatedProperties: false, patternProperties: { "^a": true }, propertyNames: { maxLength: 3 } }',
    '{ contains: { const: 1 }, minContains: 0, maxContains: 2, uniqueItems: true, exclusiveMaximum: 5 }',
  ])('keeps %s', (schema) => {
    expect(read(schema, { dialect: '3.1' })).toEqual({ normal: load(schema), found: [] });
  });
});

describe('schemaSet, discriminator', () => {
  const components = `
    Cat: { type: object, required: [kind], properties: { kind: { type: string } } }
    Dog: { type: object, required: [kind], properties: { kind: { enum: [hound] } } }`;
  const branches = "[{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]";

  it('lets the property choose the alternative, by mapping, by name and by its own values', () => {
    const mapping = "{ cat: '#/components/schemas/Cat', dog: Dog, Cat: '#/components/schemas/Dog' }";
    const schema = `{ oneOf: ${branches}, discriminator: { propertyName: kind, mapping: ${mapping} } }`;
    const when = (kind: string, then: object) => ({
      if: { properties: { kind: { const: kind } }, required: ['kind'] },
      then,
    });
    expect(normalOf(schema, { components })).toMatchObject({
      allOf: [
        {
          type: 'object',
          required: ['kind'],
          properties: { kind: { enum: ['cat', 'dog', 'Cat', 'Dog', 'hound'] } },
          allOf: [
            when('cat', { $ref: '#/$defs/Cat' }),
            when('dog', { $ref: '#/$defs/Dog' }),
            when('Cat', { $ref: '#/$defs/Dog' }),
            when('Dog', { $ref: '#/$defs/Dog' }),
            when('hound', { $ref: '#/$defs/Dog' }),
          ],
        },
      ],
    });
  });

  it.each([
    [
      `{ oneOf: [{ type: object }], discriminator: { propertyName: kind } }`,
      'info /schema/discriminator: the discriminator does not choose',
    ],
    [
      `{ type: object, discriminator: { propertyName: kind } }`,
      'info /schema/discriminator: a discriminator without oneOf or anyOf',
    ],
    [
      `{ oneOf: ${branches}, discriminator: kind }`,
      'warning /schema/discriminator: a discriminator has no propertyName',
    ],
  ])('says why one does not choose: %s', (schema, expected) => {
    expect(read(schema, { components }).found).toEqual([expect.stringContaining(expected)]);
  });
});
