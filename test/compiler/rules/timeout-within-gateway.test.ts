import { describe, expect, it } from '@jest/globals';
import { compileYaml, operationOf } from '../../support/compile-yaml.ts';

describe('timeoutWithinGateway', () => {
  it.each([
    ['{ timeout: 29s }', 'timeout 29s exceeds 28s, which API Gateway leaves a target, lower it, or set stream: true'],
    ['{ timeout: 15m, stream: true }', 'timeout 900s exceeds 840s, which API Gateway leaves a target, lower it'],
  ])('refuses %s', (policy, message) => {
    expect(compileYaml(`paths: { /a: { get: { x-gateway: ${policy} } } }`).problems).toEqual([
      `error timeout-within-gateway /paths/~1a/get/x-gateway/timeout: ${message}`,
    ]);
  });

  it('lets streams take longer', () => {
    const compiled = compileYaml('paths: { /a: { get: { x-gateway: { timeout: 2m, stream: true } } } }');
    expect(operationOf(compiled)).toMatchObject({ stream: true, handling: { timeout: 120_000 } });
  });
});
