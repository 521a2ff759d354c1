import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { authorizerConfig } from '../../lib/compiler/authorizer-config.ts';
import { canonicalJson } from '../../lib/compiler/canonical-json.ts';
import { compile } from '../../lib/compiler/compile.ts';
import { gatewayDocument } from '../../lib/compiler/gateway-document/gateway-document.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';
import { routerConfig } from '../../lib/compiler/router-config.ts';
import { validationFiles } from '../../lib/compiler/validation/validation-files.ts';
import { draws } from '../support/draws.ts';

const BINDINGS = { routerUri: 'r', authorizerUri: 'a', credentials: 'c', authorizerCredentials: 'c' };
const bearer = (name: string) => ({
  type: 'http',
  scheme: 'bearer',
  'x-gateway': { issuer: `https://${name}.example.com`, audience: 'a' },
});

const outputsOf = (document: unknown) => {
  const { model } = compile(parseDocument('test.json', JSON.stringify(document)), { resourceQuota: 8 });
  return (
    model && [gatewayDocument(model, BINDINGS), routerConfig(model), authorizerConfig(model), validationFiles(model)]
  );
};

const documentOf = (paths: readonly (readonly [string, object])[], schemes: readonly string[], tag: string) => ({
  openapi: '3.0.3',
  info: { title: 'Test', version: '1' },
  tags: [{ name: tag }],
  paths: Object.fromEntries(paths),
  components: { securitySchemes: Object.fromEntries(schemes.map((name) => [name, bearer(name)])) },
});

const operation = (host: string, summary: string) => ({
  servers: [{ url: `https://${host}.example.com` }],
  summary,
  security: [{ one: [] }, { two: [] }],
});

const PATHS = ['/a/{x}', '/a/{y}/b', '/a/{z}.json', '/{p}-{q}', '/{p}.{q}', '/c/d', '/c/e', '/c/f', '/g'];

describe('what is made of a document', () => {
  it('is the same in any order of its paths and schemes, and with other prose and tags', () => {
    const first = PATHS.map((path, index) => [path, { get: operation(`h${index % 3}`, 'one') }] as const);
    const expected = JSON.stringify(outputsOf(documentOf(first, ['one', 'two'], 'a')));
    const other = PATHS.map(
      (path, index) => [path, { get: { ...operation(`h${index % 3}`, 'two'), tags: ['t'] } }] as const,
    );
    const shuffled = fc.shuffledSubarray(other, { minLength: other.length });
    const property = fc.property(shuffled, (paths) => {
      expect(JSON.stringify(outputsOf(documentOf(paths, ['two', 'one'], 'b')))).toBe(expected);
    });
    fc.assert(property, { numRuns: draws(50) });
  });

  it('is the same in any order of what has none in OpenAPI', () => {
    const expected = canonicalJson(outputsOf(DETAILED));
    expect(expected).toContain('Idempotency-Key');
    const property = fc.property(fc.infiniteStream(fc.double({ noNaN: true })), (doubles) => {
      const document = reordered(DETAILED, () => doubles.next().value ?? 0);
      expect(canonicalJson(outputsOf(document))).toBe(expected);
    });
    fc.assert(property, { numRuns: draws(50) });
  });
});

/** An object with one of each: lists that are sets, and keys whose order a list is made of. */
const DETAILED = {
  openapi: '3.0.3',
  info: { title: 'Test', version: '1' },
  servers: [{ url: 'https://a.example.com' }],
  'x-gateway': {
    headers: { request: { set: { 'X-A': '1', 'X-B': '2' } }, response: { set: { 'X-C': '3', 'X-D': '4' } } },
  },
  paths: {
    '/a/{x}': {
      post: {
        security: [{ one: ['s:read', 's:write'], key: [] }, { two: [] }],
        parameters: [
          { name: 'x', in: 'path', required: true, schema: { type: 'integer' } },
          { name: 'q', in: 'query', required: true, schema: { type: 'integer' } },
          { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', minLength: 1 } },
        ],
        requestBody: {
          content: {
            'application/json': { schema: { type: 'object', required: ['n', 'm', 'o'], properties: { n: {}, m: {} } } },
            'application/xml': {},
            'text/*': {},
          },
        },
      },
    },
  },
  components: {
    securitySchemes: {
      one: bearer('one'),
      two: bearer('two'),
      key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
    },
  },
};

const SETS = new Set(['parameters', 'required', 'one']);

/** The same values with the keys of each object, and the items of each set, in another order. */
function reordered(value: unknown, random: () => number, key = ''): unknown {
  const shuffled = <Item>(items: readonly Item[]) =>
    items
      .map((item) => [random(), item] as const)
      .sort(([one], [other]) => one - other)
      .map(([, item]) => item);
  if (Array.isArray(value)) return (SETS.has(key) ? shuffled(value) : value).map((item) => reordered(item, random));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    shuffled(Object.entries(value)).map(([name, item]) => [name, reordered(item, random, name)]),
  );
}
