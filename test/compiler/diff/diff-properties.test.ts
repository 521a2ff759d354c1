import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compile } from '../../../lib/compiler/compile.ts';
import type { Change, Version } from '../../../lib/compiler/diff/change.ts';
import type { CheckName } from '../../../lib/compiler/diff/checks.ts';
import { diffVersions } from '../../../lib/compiler/diff/diff-versions.ts';
import { parseDocument } from '../../../lib/compiler/parse-document.ts';
import { draws } from '../../support/draws.ts';

interface Operation {
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: object }[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, object>>;
  readonly security?: readonly object[];
  readonly 'x-gateway'?: object;
}

interface Document {
  readonly plans: Readonly<Record<string, { readonly throttle: { readonly rate: number; readonly burst: number } }>>;
  /** By path; each is a GET. */
  readonly paths: Readonly<Record<string, Operation>>;
}

const name = fc.constantFrom('a', 'b', 'c', 'd');
const schema = fc.constantFrom<object[]>(
  { type: 'string', enum: ['x', 'y'] },
  { type: 'integer', minimum: 1 },
  { $ref: '#/components/schemas/Pet' },
  { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
);
const content = schema.map((given) => ({ content: { 'application/json': { schema: given } } }));
const parameter = fc.record({ name, in: fc.constantFrom('query', 'header'), required: fc.boolean(), schema });
const operation: fc.Arbitrary<Operation> = fc
  .record({
    parameters: fc.uniqueArray(parameter, { maxLength: 3, selector: (each) => `${each.in} ${each.name}` }),
    requestBody: fc.option(content, { nil: undefined }),
    responses: fc.dictionary(fc.constantFrom('200', '404', 'default'), content, { minKeys: 1 }),
    security: fc.option(fc.constantFrom([{ key: [] }], []), { nil: undefined }),
  })
  .map((each) => JSON.parse(JSON.stringify(each)));
const document: fc.Arbitrary<Document> = fc.record({
  plans: fc.dictionary(
    name,
    fc.integer({ min: 1, max: 9 }).map((rate) => ({ throttle: { rate, burst: 10 } })),
    { minKeys: 1 },
  ),
  paths: fc.dictionary(
    name.map((each) => `/${each}`),
    operation,
    { minKeys: 1 },
  ),
});

function version({ plans, paths }: Document): Version {
  const whole = {
    openapi: '3.0.3',
    info: { title: 'Pets', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    'x-gateway': { plans },
    security: [{ key: [] }],
    paths: Object.fromEntries(Object.entries(paths).map(([path, get]) => [path, { get }])),
    components: {
      securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-api-key' } },
      schemas: {
        Pet: { type: 'object', properties: { next: { $ref: '#/components/schemas/Pet' }, name: { type: 'string' } } },
      },
    },
  };
  const { reading, model } = compile(parseDocument('a.json', JSON.stringify(whole)));
  if (reading === undefined) throw new Error('a document of this test cannot be read');
  return { reading, model };
}

const diff = (base: Document, next: Document): readonly Change[] => diffVersions(version(base), version(next));

/** Of each check how many, operations counted. */
function count(changes: readonly Change[], ...checks: readonly CheckName[]): number {
  const those = changes.filter(({ check }) => checks.includes(check));
  return those.reduce((sum, { operations }) => sum + Math.max(1, operations.length), 0);
}

/** Changes one operation, the first. */
function edited(given: Document, edit: (operation: Operation) => object): Document {
  const [[path, first] = ['/a', { parameters: [], responses: {} }], ...others] = Object.entries(given.paths);
  return { ...given, paths: Object.fromEntries([[path, { ...first, ...edit(first) }], ...others]) };
}

const extra = { name: 'extra', in: 'query', schema: { type: 'string' } };

/** Each makes a document worse for its consumers in a way that has a name; undone, it has the other name. */
const MUTATIONS: readonly (readonly [worse: CheckName, undone: CheckName, (given: Document) => Document])[] = [
  [
    'operation-removed',
    'operation-added',
    (given) => ({ ...given, paths: { ...given.paths, '/other': { parameters: [], responses: {} } } }),
  ],
  [
    'parameter-removed',
    'new-optional-parameter',
    (given) => edited(given, ({ parameters }) => ({ parameters: [...parameters, { ...extra, required: false }] })),
  ],
  [
    'success-status-removed',
    'status-added',
    (given) => edited(given, ({ responses: { default: _, ...others } }) => ({ responses: { ...others, '299': {} } })),
  ],
  [
    'plan-removed',
    'plan-added',
    (given) => ({ ...given, plans: { ...given.plans, other: { throttle: { rate: 1, burst: 1 } } } }),
  ],
  ['security-stronger', 'security-weaker', (given) => edited(given, () => ({ security: [] }))],
  ['timeout-lowered', 'timeout-raised', (given) => edited(given, () => ({ 'x-gateway': { timeout: '28s' } }))],
  [
    'throttle-lowered',
    'throttle-raised',
    (given) => edited(given, () => ({ 'x-gateway': { throttle: { rate: 9, burst: 9 } } })),
  ],
  ['cors-narrowed', 'cors-widened', (given) => edited(given, () => ({ 'x-gateway': { cors: { origins: '*' } } }))],
  ['body-became-required', 'body-became-optional', (given) => edited(given, () => ({ requestBody: { content: {} } }))],
];

/** The same with what the mutation lets be taken away again. */
function withoutIt(check: CheckName, given: Document): Document {
  if (check === 'body-became-required') return edited(given, () => ({ requestBody: { content: {}, required: true } }));
  if (check === 'timeout-lowered') return edited(given, () => ({ 'x-gateway': { timeout: '1s' } }));
  if (check === 'throttle-lowered') return edited(given, () => ({ 'x-gateway': { throttle: { rate: 1, burst: 1 } } }));
  if (check === 'security-stronger') return edited(given, () => ({ security: [{ key: [] }] }));
  if (check === 'success-status-removed')
    return edited(given, ({ responses: { default: _, ...others } }) => ({ responses: others }));
  return given;
}

describe('diffVersions', () => {
  it('finds nothing between a document and itself', () => {
    fc.assert(
      fc.property(document, (same) => expect(diff(same, same)).toEqual([])),
      { numRuns: draws(100) },
    );
  });

  it.each(MUTATIONS)('calls a mutation %s, and its undoing %s', (worse, undone, mutate) => {
    fc.assert(
      fc.property(document, (given) => {
        const [better, plain] = [mutate(given), withoutIt(worse, given)];
        expect(diff(better, plain)).toEqual([
          expect.objectContaining({ check: worse, verdict: 'breaking' }),
          ...rest(worse),
        ]);
        expect(diff(plain, better).map(({ check }) => check)).toContain(undone);
      }),
      { numRuns: draws(30) },
    );
  });

  it('mirrors what is added and removed when the versions change places', () => {
    const pairs: readonly (readonly [readonly CheckName[], readonly CheckName[]])[] = [
      [['operation-added'], ['operation-removed']],
      [['new-optional-parameter', 'new-required-parameter'], ['parameter-removed']],
      [['parameter-became-required'], ['parameter-became-optional']],
      [['new-optional-body', 'new-required-body'], ['body-removed']],
      [['plan-added'], ['plan-removed']],
      [['plan-throttle-lowered'], ['plan-throttle-raised']],
      [['security-stronger'], ['security-weaker']],
      [
        ['enum-value-added', 'enum-set', 'type-narrowed', 'range-narrowed'],
        ['enum-value-removed', 'enum-unset', 'type-widened', 'range-widened'],
      ],
    ];
    fc.assert(
      fc.property(document, document, (one, other) => {
        const [there, back] = [diff(one, other), diff(other, one)];
        for (const [added, removed] of pairs) expect(count(there, ...added)).toBe(count(back, ...removed));
      }),
      { numRuns: draws(100) },
    );
  });
});

/** A throttle has two numbers. */
function rest(check: CheckName): readonly unknown[] {
  return check === 'throttle-lowered' ? [expect.objectContaining({ check, verdict: 'breaking' })] : [];
}
