import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('throttleWithinPlan', () => {
  it('refuses more for one operation than for the plan', () => {
    expect(
      compileYaml(`
      x-gateway: { plans: { free: { throttle: { rate: 100, burst: 100 }, operations: { a: { rate: 200, burst: 50 } } } } }
      paths: { /a: { get: { operationId: a, security: [{ key: [] }] } } }
      components: { securitySchemes: { key: { type: apiKey, in: header, name: x-api-key } } }
    `).problems,
    ).toEqual([
      'error throttle-within-plan /x-gateway/plans/free/operations/a/rate: operation rate 200 exceeds plan "free" (100), lower the rate or raise the plan',
    ]);
  });
});
