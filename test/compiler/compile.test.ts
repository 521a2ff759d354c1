import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compile } from '../../lib/compiler/compile.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';
import { compileYaml, operationOf } from '../support/compile-yaml.ts';
import { draws } from '../support/draws.ts';

describe('compile', () => {
  it('makes a model of a document without x-gateway', () => {
    const compiled = compileYaml(`
      paths:
        /pets/{id}:
          parameters: [{ name: id, in: path, required: true }]
          get:
            tags: [pets]
            summary: Read a pet
            parameters: [{ name: q, in: query }, { name: q, in: cookie }, { name: Accept, in: header }]
    `);
    expect(compiled.problems).toEqual([]);
    expect(compiled.model).toEqual({
      title: 'Test',
      version: '1',
      backends: {
        'https://api.example.com': {
          balance: 'least-latency',
          targets: [{ url: 'https://api.example.com', weight: 1 }],
        },
      },
      schemes: {},
      cacheTtls: {},
      keySource: 'HEADER',
      plans: [],
      operations: [
        {
          id: 'GET /pets/{id}',
          method: 'GET',
          path: '/pets/{id}',
          tags: ['pets'],
          summary: 'Read a pet',
          security: { apiKey: false, requirements: undefined },
          parameters: [
            { name: 'id', in: 'path', required: true },
            { name: 'q', in: 'query', required: false },
          ],
          handling: {
            kind: 'proxy',
            backend: 'https://api.example.com',
            targetPath: '/pets/{id}',
            timeout: 28_000,
            requestHeaders: { set: [], remove: [] },
          },
          responseHeaders: { set: [], remove: [] },
          stream: false,
          pointer: '/paths/~1pets~1{id}/get',
          resource: { path: '/pets/{id}', method: 'GET' },
        },
      ],
      schemas: { request: {}, response: {} },
    });
  });

  it('gathers all problems in the order of the file, each with its place', () => {
    const source = parseDocument(
      'pets.yaml',
      `openapi: 3.0.3
paths:
  /pets:
    get: { x-gateway: { timeout: 5 } }
    trace: {}
x-gateway: { plans: { Free: { quota: { limit: 1, perod: day } } } }
`,
    );
    const { problems, model } = compile(source);
    expect(model).toBeUndefined();
    expect(problems.map(({ file, line, column, rule }) => `${file}:${line}:${column} ${rule}`)).toEqual([
      'pets.yaml:2:1 backend-exists',
      'pets.yaml:4:25 x-gateway',
      'pets.yaml:5:5 method-supported',
      'pets.yaml:6:14 plans-and-keys',
      'pets.yaml:6:31 x-gateway',
      'pets.yaml:6:50 known-keys',
    ]);
  });

  it('reports what many operations inherit once', () => {
    const { problems } = compileYaml(`
      security: [{ digest: [] }]
      components: { securitySchemes: { digest: { type: http, scheme: digest } } }
      x-gateway: { timeout: 1m }
      paths: { /a: { get: {}, put: {} }, /b: { get: {} } }
    `);
    expect(problems.map((line) => line.split(':')[0])).toEqual([
      'error security-scheme-supported /components/securitySchemes/digest',
      'error timeout-within-gateway /x-gateway/timeout',
    ]);
  });

  it.each([
    ['[]', 'this is not an OpenAPI document: it is [], expected an object with the key openapi, add openapi: 3.0.3'],
    [
      'hello',
      'this is not an OpenAPI document: it is "hello", expected an object with the key openapi, add openapi: 3.0.3',
    ],
    ['{}', 'this is not an OpenAPI document: the key openapi is missing, add openapi: 3.0.3'],
    ['{ swagger: "1.2" }', 'swagger is "1.2", this version reads "2.0", convert the document to that'],
    [
      '{ openapi: 3.3.0 }',
      'openapi is "3.3.0", this version reads "3.0.x", "3.1.x" and "3.2.x", convert the document to one of them',
    ],
    ['{ openapi: 3.1 }', 'openapi is 3.1, expected three numbers, write openapi: 3.1.0'],
  ])('refuses %s', (text, message) => {
    const { problems, model } = compile(parseDocument('a.yaml', text));
    expect({ model, messages: problems.map((problem) => problem.message) }).toEqual({
      model: undefined,
      messages: [message],
    });
  });

  it('is not led astray by names of JavaScript', () => {
    const compiled = compileYaml(`
      security: [{ __proto__: [] }]
      components: { securitySchemes: { __proto__: { type: http, scheme: bearer, x-gateway: { issuer: https://id.example.com, audience: a } } } }
      x-gateway: { backends: { constructor: { targets: [{ url: https://a.example.com }] } } }
      paths: { '/constructor/{__proto__}': { get: { operationId: toString, x-gateway: { backend: constructor } } } }
    `);
    expect(compiled.problems).toEqual([]);
    expect(Object.keys(compiled.model?.schemes ?? {})).toEqual(['__proto__']);
    expect(operationOf(compiled, 'toString').handling).toMatchObject({ backend: 'constructor' });
    expect(compileYaml('paths: { /a: { get: { x-gateway: { __proto__: { disabled: true } } } } }').problems).toEqual([
      expect.stringContaining('unknown key "__proto__"'),
    ]);
  });

  it('bears any nesting', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const operation = `{"parameters":[{"in":${deep}},{"$ref":${deep}}],"security":[{"a":${deep}},{"b":[]},{"c":[]}],"x-gateway":{"timeout":${deep}}}`;
    const schemes = `{"b":{"type":${deep}},"c":{"type":"apiKey","in":${deep},"name":${deep}}}`;
    const paths = `{"/a":{"get":${operation}},"/b":{"get":{"servers":[{"url":${deep}}]}}}`;
    const text = `{"openapi":"3.0.3","paths":${paths},"components":{"securitySchemes":${schemes}}}`;
    const { problems } = compile(parseDocument('a.json', text));
    expect(new Set(problems.map(({ rule }) => rule))).toContain('document-shape');
    expect(compile(parseDocument('a.json', `{"openapi":${deep}}`)).problems[0]?.rule).toBe('openapi-version');
  });

  it('refuses an option that is no target', () => {
    const failing = () => compileYaml('paths: { /a: { get: {} } }', { backend: ['localhost:4000'] });
    expect(failing).toThrow('backend "localhost:4000" is not an absolute URL, write https://host/path');
  });

  it('never throws, and makes a model exactly when nothing is an error', () => {
    const keys = [
      'get',
      'x-gateway',
      'security',
      'parameters',
      '$ref',
      'servers',
      'url',
      'timeout',
      'cors',
      'mock',
      'plans',
    ];
    const key = fc.oneof(
      fc.constantFrom(...keys, '/a/{b}', '/a/{c}.json', 'schemes', 'backends', 'targets', 'name', 'in'),
      fc.string(),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 7, withCrossShrink: true },
        fc.constantFrom('#/paths', '5s', 'https://a', '/x', '*', 'path', null, true, 1),
        fc.dictionary(key, tie('value')),
        fc.array(tie('value'), { maxLength: 3 }),
      ),
    }));
    const document = fc.record(
      {
        openapi: fc.constantFrom('3.0.3', '3.1.0'),
        paths: fc.dictionary(key, fc.oneof(value, fc.dictionary(key, fc.dictionary(key, value)))),
        security: value,
        'x-gateway': fc.dictionary(key, value),
        components: fc.record({ securitySchemes: fc.dictionary(key, value) }),
      },
      { requiredKeys: ['openapi'] },
    );
    fc.assert(
      fc.property(document, (found) => {
        const { problems, model } = compile(parseDocument('a.json', JSON.stringify(found)));
        expect(model === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: draws(500) },
    );
  });
});
