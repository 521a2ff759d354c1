import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('mergeFragments', () => {
  it('serves operations that differ by a fragment or a query as the plain one', () => {
    const { model, problems } = compileYaml(`
      paths:
        '/f/{id}#share': { put: { operationId: share } }
        /f/{id}: { put: { operationId: put } }
        '/f/{id}?x=1': { put: { operationId: x } }
    `);
    expect(model?.operations.map(({ id, path }) => [id, path])).toEqual([['put', '/f/{id}']]);
    expect(problems).toEqual([
      'info path-fragment /paths/~1f~1{id}#share/put: "share" has the method and path of "put": no request can tell them apart, both are served as "put"',
      'info path-fragment /paths/~1f~1{id}?x=1/put: "x" has the method and path of "put": no request can tell them apart, both are served as "put"',
    ]);
  });

  it('strips the fragment where no plain path has the method', () => {
    const { model } = compileYaml("paths: { '/f#add': { put: {} }, '/f#remove': { put: {} }, /f: { get: {} } }");
    expect(model?.operations.map(({ id }) => id)).toEqual(['PUT /f', 'GET /f']);
  });

  it.each(['security: [{ a: [x] }]', 'x-gateway: { timeout: 1s }', 'servers: [{ url: https://b.example.com }]'])(
    'refuses to merge where %s differs',
    (difference) => {
      const { problems } = compileYaml(`
        paths: { '/f#a': { get: { operationId: a, ${difference} } }, /f: { get: { operationId: b } } }
        components: { securitySchemes: { a: { type: oauth2, x-gateway: { issuer: https://id.example.com, audience: a } } } }
      `);
      expect(problems).toEqual([
        'error path-fragment /paths/~1f#a/get: "a" has the method and path of "b": no request can tell them apart, but their security, servers or x-gateway differ, make them equal',
      ]);
    },
  );
});
