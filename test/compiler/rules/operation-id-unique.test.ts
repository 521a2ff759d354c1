import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('operationIdUnique', () => {
  it('refuses the second of two operations with one id', () => {
    expect(compileYaml('paths: { /a: { get: { operationId: x } }, /b: { get: { operationId: x } } }').problems).toEqual(
      [
        'error operation-id-unique /paths/~1b/get/operationId: operationId "x" is that of GET /a too, give each operation its own',
      ],
    );
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
