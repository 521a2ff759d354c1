import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('methodSupported', () => {
  it('refuses TRACE, unless it is disabled', () => {
    expect(
      compileYaml('paths: { /a: { trace: {} }, /b: { get: {}, trace: { x-gateway: { disabled: true } } } }').problems,
    ).toEqual([
      'error method-supported /paths/~1a/trace: API Gateway has no method TRACE, remove the operation or set x-gateway: { disabled: true }',
    ]);
  });
});
