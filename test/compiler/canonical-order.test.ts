import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { authorizerConfig } from '../../lib/compiler/authorizer-config.ts';
import { compile } from '../../lib/compiler/compile.ts';
import { gatewayDocument } from '../../lib/compiler/gateway-document/gateway-document.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';
import { routerConfig } from '../../lib/compiler/router-config.ts';
import { draws } from '../support/draws.ts';

const BINDINGS = { routerUri: 'r', authorizerUri: 'a', credentials: 'c', authorizerCredentials: 'c' };
const bearer = (name: string) => ({
  type: 'http',
  scheme: 'bearer',
  'x-gateway': { issuer: `https://${name}.example.com`, audience: 'a' },
});

const outputsOf = (document: object) => {
  const { model } = compile(parseDocument('test.json', JSON.stringify(document)), { resourceQuota: 8 });
  return model && [gatewayDocument(model, BINDINGS), routerConfig(model), authorizerConfig(model)];
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
});
