import { describe, expect, it } from '@jest/globals';
import { compileYaml, operationOf } from '../support/compile-yaml.ts';

describe('buildPreflights', () => {
  it('answers preflight requests of a path for all its operations with cors', () => {
    const compiled = compileYaml(`
      x-gateway: { cors: { origins: [https://app.example.com], credentials: true, exposeHeaders: [x-total] } }
      paths:
        '/a/{id}':
          get: { security: [{ s: [] }], parameters: [{ name: If-Match, in: header }] }
          put: { requestBody: {}, x-gateway: { cors: { maxAge: 1m } } }
          delete: { x-gateway: { cors: null } }
      components: { securitySchemes: { s: { type: http, scheme: bearer, x-gateway: { issuer: https://a, audience: a } } } }
    `);
    expect(compiled.problems).toEqual([]);
    expect(operationOf(compiled, 'OPTIONS /a/{id}')).toMatchObject({
      method: 'OPTIONS',
      path: '/a/{id}',
      security: { apiKey: false, requirements: undefined },
      handling: {
        kind: 'mock',
        status: 204,
        headers: [
          ['access-control-allow-methods', 'GET, PUT'],
          ['access-control-allow-headers', 'authorization, content-type, if-match'],
          ['access-control-max-age', '60'],
        ],
        body: '',
      },
      cors: { origins: ['https://app.example.com'], exposeHeaders: [], credentials: true },
      resource: { path: '/a/{id}', method: 'OPTIONS' },
    });
    expect(operationOf(compiled, 'DELETE /a/{id}').cors).toBeUndefined();
  });

  it("leaves a document's own OPTIONS operation alone", () => {
    const { model } = compileYaml(
      "paths: { /a: { x-gateway: { cors: { origins: '*' } }, get: {}, options: { operationId: mine } } }",
    );
    expect(model?.operations.map(({ id }) => id)).toEqual(['GET /a', 'mine']);
  });
});
