import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('reservedPath', () => {
  it('warns of paths that API Gateway keeps for itself', () => {
    expect(compileYaml('paths: { /ping: { get: {} }, /a/ping: { get: {} } }').problems).toEqual([
      'warning reserved-path /paths/~1ping: API Gateway answers /ping itself on a custom domain, choose another path',
    ]);
  });
});
