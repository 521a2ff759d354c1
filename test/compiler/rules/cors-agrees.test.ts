import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('corsAgrees', () => {
  it('refuses different origins on one path, whose preflight answer is one', () => {
    expect(
      compileYaml(`
      x-gateway: { cors: { origins: [https://a.example.com] } }
      paths: { /a: { get: {}, put: { x-gateway: { cors: { origins: '*' } } } }, /b: { get: { x-gateway: { cors: { origins: '*' } } } } }
    `).problems,
    ).toEqual([
      'error cors-agrees /paths/~1a/put/x-gateway/cors: cors of "PUT /a" has other origins or credentials than "GET /a" of the same path, make them equal',
    ]);
  });
});
