import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dump, load } from 'js-yaml';
import { compile } from '../../lib/compiler/compile.ts';
import { readDocument } from '../../lib/compiler/read-document.ts';
import { readFrom } from '../support/compile-files.ts';
import { draws } from '../support/draws.ts';

const example = JSON.parse(
  JSON.stringify(load(readFileSync(join(import.meta.dirname, '..', '..', 'openapi', 'gateway.yaml'), 'utf8'))),
);
const swagger = {
  swagger: '2.0',
  host: 'a.example.com',
  paths: {
    '/a/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, type: 'string' }, { $ref: '#/parameters/q' }],
      post: {
        parameters: [{ name: 'b', in: 'body', schema: { $ref: '#/definitions/A' } }],
        responses: { 200: { $ref: '#/responses/r' } },
      },
    },
  },
  parameters: { q: { name: 'q', in: 'query', type: 'array', items: { type: 'string' }, collectionFormat: 'tsv' } },
  responses: { r: { description: '', schema: { type: 'file' } } },
  definitions: { A: { properties: { a: { $ref: '#/definitions/A' } } } },
};

const reference = fc.constantFrom(
  ...['b.yaml', 'c.json#/x', 'root.json', 'root.json#/paths', '#/components/schemas', '#', '#/', '#x', 'b.yaml#/a/b'],
  ...[
    '../../etc/passwd',
    'https://a.example.com/x',
    'none.yaml',
    'b.yaml#/x/x',
    'c.json#/y',
    '#/x-gatewright-files/b.yaml',
  ],
  ...[
    '%',
    '#/%',
    '',
    'https://id.example.com/pet',
    '__proto__#/constructor',
    '#/definitions/A/properties/a',
    '#/paths/~1a~1{id}',
  ],
);
const target = fc.constantFrom(
  ...[
    '$',
    '$.*',
    '$..*',
    '$.paths.*',
    '$.paths.*.*',
    '$.paths',
    '$.servers[0]',
    '$.servers',
    '$..parameters[?@.in]',
    '$.info.title',
  ],
  ...[
    '$.__proto__',
    '$..[?@.constructor]',
    "$['definitions']",
    '$..$ref',
    '$[',
    '',
    '$.x-gateway',
    '$..[?length(@)>3]',
  ],
);

/** Values in which references are put at random. */
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom<unknown>(null, 'a', 1, true, [], {}, { type: 'object' }, { get: {} }, { name: 'q', in: 'query' }),
    reference.map(($ref) => ({ $ref })),
    fc.tuple(reference, tie('value')).map(([$ref, x]) => ({ $ref, x })),
    fc.dictionary(
      fc.constantFrom(
        'x',
        'y',
        'a',
        'get',
        'post',
        'schema',
        'properties',
        'parameters',
        '$id',
        '$anchor',
        '/a',
        '__proto__',
      ),
      tie('value'),
      { maxKeys: 4 },
    ),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
})).value;

const action = fc.record(
  { target, update: value, remove: fc.boolean(), copy: target, $ref: fc.constantFrom('#/components/actions/a', '#/x') },
  { requiredKeys: ['target'] },
);

const places = [
  '/info',
  '/paths',
  '/paths/x',
  '/components',
  '/components/schemas',
  '/definitions',
  '/x-gateway',
  '/parameters',
  '/tags',
  '/servers',
];

/** A document with values put into it, two files, two overlays. */
const files = fc
  .record({
    document: fc.constantFrom<object>(example, swagger),
    put: fc.array(fc.tuple(fc.constantFrom(...places), value), { maxLength: 4 }),
    b: value,
    c: value,
    actions: fc.array(action, { maxLength: 5 }),
    more: fc.array(action, { maxLength: 2 }),
  })
  .map(({ document, put, b, c, actions, more }) => {
    const root = JSON.parse(JSON.stringify(document));
    for (const [place, member] of put) {
      const [, first = '', second] = place.split('/');
      if (second === undefined) root[first] = member;
      else root[first] = { ...root[first], [second]: member };
    }
    const components = { actions: { a: { fields: { update: c } } } };
    return {
      'root.json': JSON.stringify(root, null, 1),
      'b.yaml': dump(b, { noRefs: true, skipInvalid: true }),
      'c.json': JSON.stringify(c),
      'one.yaml': dump({ overlay: '1.2.0', actions, components }, { noRefs: true, skipInvalid: true }),
      'two.json': JSON.stringify({ overlay: '1.0.0', actions: more }),
    };
  });

describe('readDocument', () => {
  it('makes of whatever files and overlays hold problems with a place and a sentence, or a model', () => {
    fc.assert(
      fc.property(files, (texts) => {
        const start = process.cpuUsage();
        const source = readDocument('root.json', { readFile: readFrom(texts), overlays: ['one.yaml', 'two.json'] });
        const { problems, model } = compile(source, {
          defaultIssuer: { issuer: 'https://a.example.com', audience: null },
        });
        const { user, system } = process.cpuUsage(start);
        expect((user + system) / 1000).toBeLessThan(2000);
        for (const { file, line, column, message } of problems) {
          const lines = source.files.get(file)?.split('\n') ?? [];
          expect(column).toBeGreaterThan(0);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? -1) + 1);
          expect(message).not.toMatch(
            /\[object |(Range|Type|Syntax)Error|[^.]\.$|x-gatewright-files\/.*x-gatewright-files/,
          );
        }
        expect(model === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: draws(400) },
    );
  }, 60_000);
});
