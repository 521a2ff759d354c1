import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('mergeSameRequests', () => {
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

  it('reads the query of a URI template as a query', () => {
    const { model } = compileYaml(
      "paths: { '/f{?page,size}': { get: {} }, '/g/{id}{&x}': { get: {} }, '/h/{#id}': { get: {} } }",
    );
    expect(model?.operations.map(({ path }) => path)).toEqual(['/f', '/g/{id}', '/h/']);
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

  it('serves operations that differ by names of variables or a trailing slash as the first, and says so', () => {
    const { model, problems } = compileYaml(`
      paths:
        /pets/{id}: { get: { operationId: byId } }
        /pets/{name}: { get: { operationId: byName }, put: {} }
        /pets/{id}/: { get: { operationId: slashed } }
    `);
    expect(model?.operations.map(({ id, path }) => [id, path])).toEqual([
      ['byId', '/pets/{id}'],
      ['PUT /pets/{name}', '/pets/{name}'],
    ]);
    expect(problems).toEqual([
      'warning path-ambiguous /paths/~1pets~1{name}/get: "byName" matches the same requests as "byId" (GET /pets/{id}) (names of variables and a trailing slash do not count), both are served as the latter, validated only where they agree; remove one',
      'warning path-ambiguous /paths/~1pets~1{id}~1/get: "slashed" matches the same requests as "byId" (GET /pets/{id}) (names of variables and a trailing slash do not count), both are served as the latter, validated only where they agree; remove one',
    ]);
  });

  it('demands of a request only what all of them demand', () => {
    const { model } = compileYaml(`
      paths:
        /f/{id}:
          get:
            parameters: [{ name: a, in: query, required: true }, { name: b, in: query, required: true }]
        /f/{name}/:
          get:
            parameters: [{ name: name, in: path, required: true }, { name: b, in: query, required: true }, { name: c, in: query, required: true }]
    `);
    expect(model?.operations[0]?.parameters.map(({ name, required }) => [name, required])).toEqual([
      ['a', false],
      ['b', true],
      ['c', false],
    ]);
  });

  it('takes two variables side by side for one: no request shows where the first ends', () => {
    const { model, problems } = compileYaml(`
      paths:
        /f/{id}{extension}: { get: {} }
        /f/{id}: { get: {} }
        /f/{a}{b}.json: { get: {} }
        /f/{c}.json: { get: {} }
    `);
    expect(model?.operations.map(({ path }) => path)).toEqual(['/f/{id}', '/f/{c}.json']);
    expect(problems.map((problem) => problem.slice(0, 50))).toEqual([
      'warning path-ambiguous /paths/~1f~1{id}{extension}',
      'warning path-ambiguous /paths/~1f~1{a}{b}.json/get',
      'info resource-loosened /paths/~1f~1{c}.json: API G',
    ]);
  });

  it('passes over operations that are disabled', () => {
    const { model, problems } = compileYaml(`
      paths:
        /f/{id}: { get: { x-gateway: { disabled: true } } }
        /f/{name}: { get: { operationId: byName, security: [] } }
    `);
    expect(model?.operations.map(({ id }) => id)).toEqual(['byName']);
    expect(problems).toEqual([]);
  });

  it('refuses those the gateway would treat differently', () => {
    const { problems } = compileYaml(`
      paths: { '/f/{a}': { get: { operationId: a, x-gateway: { timeout: 1s } } }, '/f/{b}': { get: { operationId: b } } }
    `);
    expect(problems).toEqual([
      'error path-ambiguous /paths/~1f~1{b}/get: "a" (GET /f/{a}) and "b" (GET /f/{b}) match the same requests (names of variables and a trailing slash do not count); change or remove one',
    ]);
  });
});
