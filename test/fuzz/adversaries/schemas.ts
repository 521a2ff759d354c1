import { type Adversary, chain, object, repeat, schemas } from './adversary.ts';

/** For whoever reads schemas. */
export const SCHEMAS: readonly Adversary[] = [
  schemas('a circle of properties', () =>
    chain(8_000, ($ref) => ({ type: 'object', properties: { next: { $ref } } }), { $ref: '#/components/schemas/s0' }),
  ),
  schemas('allOf, exponential', () =>
    chain(60, ($ref) => ({ allOf: [{ $ref }, { $ref }, { $ref }] }), { type: 'object' }),
  ),
  schemas('allOf of itself', () => ({
    s0: { allOf: [{ $ref: '#/components/schemas/s0' }, { $ref: '#/components/schemas/s0' }] },
  })),
  schemas('oneOf, exponential', () =>
    chain(60, ($ref) => ({ oneOf: [{ $ref }, { properties: { a: { $ref } } }] }), {}),
  ),
  schemas('everything refers to everything', () =>
    object(repeat(150, (i) => [`s${i}`, { anyOf: repeat(150, (j) => ({ $ref: `#/components/schemas/s${j}` })) }])),
  ),
  schemas('wide allOf', () => ({ s0: { allOf: repeat(30_000, (i) => ({ required: [`p${i}`] })) } })),
  schemas('wide oneOf with a discriminator', () => ({
    s0: {
      discriminator: {
        propertyName: 'kind',
        mapping: object(repeat(7_000, (i) => [`k${i}`, `#/components/schemas/v${i}`])),
      },
      oneOf: repeat(7_000, (i) => ({ $ref: `#/components/schemas/v${i}` })),
    },
    ...object(repeat(7_000, (i) => [`v${i}`, { type: 'object' }])),
  })),
  schemas('properties', () => ({
    s0: {
      type: 'object',
      required: repeat(20_000, (i) => `p${i}`),
      properties: object(repeat(20_000, (i) => [`p${i}`, { type: 'string' }])),
    },
  })),
  schemas('enum', () => ({ s0: { enum: repeat(100_000, (i) => `value ${i}`) } })),
  schemas('enum of deep values', () => ({ s0: { enum: repeat(5_000, (i) => ({ a: { b: { c: [i, { d: i }] } } })) } })),
  schemas('anchors', () => ({
    s0: { anyOf: repeat(8_000, (i) => ({ $ref: `#x${i}` })) },
    ...object(repeat(8_000, (i) => [`a${i}`, { $anchor: `x${i}` }])),
  })),
  schemas('identifiers', () => ({
    s0: {
      anyOf: repeat(6_000, (i) => ({ $id: `https://a.example.com/${i}`, $ref: `https://a.example.com/${i + 1}` })),
    },
  })),
  schemas('dynamic references', () =>
    chain(5_000, ($ref) => ({ $dynamicAnchor: 'node', items: { $dynamicRef: '#node' }, anyOf: [{ $ref }] }), {}),
  ),
  schemas('patterns that backtrack', () => ({
    s0: {
      properties: object(
        repeat(5_000, (i) => [`p${i}`, { type: 'string', pattern: '^(a+)+(b|a|ab)*$', example: `${'a'.repeat(60)}!` }]),
      ),
    },
  })),
  schemas('patterns that count', () => ({
    s0: { anyOf: repeat(3_000, (i) => ({ pattern: `^(?:(?:a{1,${1000 + i}}){1,1000}){1,1000}$` })) },
  })),
  schemas('a pattern without end', () => ({ s0: { pattern: `${'('.repeat(100_000)}a${')*'.repeat(100_000)}` } })),
  schemas('patternProperties', () => ({
    s0: { patternProperties: object(repeat(10_000, (i) => [`^(?:x|y)*${i}$`, { type: 'string' }])) },
  })),
  schemas('numbers', () => ({
    s0: {
      anyOf: repeat(10_000, (i) => ({
        type: 'integer',
        minimum: -1e308,
        maximum: 1e308,
        multipleOf: 1e-300 * (i + 1),
      })),
    },
  })),
];
