import { describe, expect, it } from '@jest/globals';
import { compileYaml, operationOf } from '../../support/compile-yaml.ts';

describe('backendExists', () => {
  it('takes the nearest of backend and servers', () => {
    const compiled = compileYaml(`
      x-gateway: { backend: a, backends: { a: { targets: [{ url: https://a.example.com }] }, b: { targets: [{ url: https://b.example.com }] } } }
      paths:
        /a: { get: { operationId: inherited } }
        /b:
          servers: [{ url: https://c.example.com }]
          get: { operationId: path }
          put: { operationId: own, x-gateway: { backend: b } }
          post: { operationId: server, servers: [{ url: https://d.example.com }] }
    `);
    expect(compiled.problems).toEqual([]);
    const backends = compiled.model?.operations.map(({ id, handling }) => [
      id,
      handling.kind === 'proxy' && handling.backend,
    ]);
    expect(Object.fromEntries(backends ?? [])).toEqual({
      inherited: 'a',
      own: 'b',
      path: 'https://c.example.com',
      server: 'https://d.example.com',
    });
    expect(Object.keys(compiled.model?.backends ?? {}).sort()).toEqual([
      'a',
      'b',
      'https://c.example.com',
      'https://d.example.com',
    ]);
  });

  it('takes the only backend where the document has no servers', () => {
    const compiled = compileYaml(`
      openapi: 3.0.3
      x-gateway: { backends: { a: { targets: [{ url: https://a.example.com }] } } }
      paths: { /a: { get: {} } }
    `);
    expect(operationOf(compiled).handling).toMatchObject({ backend: 'a' });
  });

  it('replaces the targets of every backend by those of the option, which name what no backend names', () => {
    const { model } = compileYaml(
      `x-gateway: { backends: { c: { targets: [{ url: https://c }] } } }
paths: { /a: { get: {} }, /b: { servers: [{ url: https://b }], get: {} }, /c: { x-gateway: { backend: c }, get: {} } }`,
      {
        backend: ['http://127.0.0.1:4000/', 'http://127.0.0.1:4001'],
      },
    );
    const targets = [
      { url: 'http://127.0.0.1:4000', weight: 1 },
      { url: 'http://127.0.0.1:4001', weight: 1 },
    ];
    expect(model?.backends).toEqual({
      'http://127.0.0.1:4000': { balance: 'least-latency', targets },
      c: { balance: 'least-latency', targets },
    });
  });

  it('refuses a name that does not exist, where it is written', () => {
    expect(
      compileYaml(`
      x-gateway: { backends: { planner: { targets: [{ url: https://a }] } } }
      paths: { /a: { x-gateway: { backend: planer }, get: {}, put: {} } }
    `).problems,
    ).toEqual([
      'error backend-exists /paths/~1a/x-gateway/backend: backend "planer" does not exist, did you mean "planner"',
    ]);
  });

  it('refuses a document that does not say where requests go', () => {
    expect(compileYaml('openapi: 3.0.3\npaths: { /a: { get: {} } }').problems).toEqual([
      'error backend-exists /paths: nothing says where requests go, add servers, give x-gateway.backends, or name a target by the option backend',
    ]);
  });

  it('refuses two backends of which operations name none, once', () => {
    const { problems } = compileYaml(`
      openapi: 3.0.3
      x-gateway: { backends: { a: { targets: [{ url: https://a }] }, b: { targets: [{ url: https://b }] } } }
      paths: { /a: { get: {}, put: {} }, /b: { get: {} } }
    `);
    expect(problems).toEqual([
      'error backend-exists /x-gateway/backends: there are 2 backends, but operations that name none, add backend: a to x-gateway here, or name one at each operation',
    ]);
  });
});
