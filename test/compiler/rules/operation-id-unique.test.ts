import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('operationIdUnique', () => {
  it('knows the second of two operations with one id by method and path', () => {
    const { model, problems } = compileYaml(
      'paths: { /a: { get: { operationId: x } }, /b: { get: { operationId: x } } }',
    );
    expect(model?.operations.map(({ id }) => id)).toEqual(['x', 'GET /b']);
    expect(problems).toEqual([
      'warning operation-id-unique /paths/~1b/get/operationId: operationId "x" is that of GET /a too, so this operation is known as "GET /b", give each operation its own',
    ]);
  });

  it('refuses it where a plan goes by that id', () => {
    const { problems } = compileYaml(`
      x-gateway: { plans: { team: { operations: { x: { rate: 1, burst: 1 } } } } }
      security: [{ key: [] }]
      paths: { /a: { get: { operationId: x } }, /b: { get: { operationId: x } } }
      components: { securitySchemes: { key: { type: apiKey, in: header, name: x-api-key } } }
    `);
    expect(problems).toContain(
      'error operation-id-unique /paths/~1b/get/operationId: operationId "x" is that of another operation too, and plan "team" goes by it, give each operation its own',
    );
  });

  it('refuses what method and path name already', () => {
    const { problems } = compileYaml('paths: { /a: { get: { operationId: GET /b }, put: {} }, /b: { get: {} } }');
    expect(problems).toEqual([
      'error operation-id-unique /paths/~1b/get/operationId: operationId "GET /b" is that of GET /a too, give each operation its own',
    ]);
  });

  it('takes an empty one for none', () => {
    const { model, problems } = compileYaml(
      "paths: { /a: { get: { operationId: '' } }, /b: { get: { operationId: '' } } }",
    );
    expect(model?.operations.map(({ id }) => id)).toEqual(['GET /a', 'GET /b']);
    expect(problems).toEqual([]);
  });

  it('refuses the id of an answer to preflight requests', () => {
    const { problems } = compileYaml(`
      paths:
        /a: { post: { x-gateway: { cors: { origins: '*' } } } }
        /b: { get: { operationId: OPTIONS /a } }
    `);
    expect(problems).toEqual([
      'error operation-id-unique /paths/~1b/get/operationId: operationId "OPTIONS /a" is that of the answer to preflight requests of /a, choose another',
    ]);
  });
});
