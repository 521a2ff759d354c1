import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

const compiled = (plans: string) =>
  compileYaml(`
  x-gateway: { plans: ${plans} }
  security: [{ key: [] }]
  paths: { /x: { get: { operationId: x } } }
  components: { securitySchemes: { key: { type: apiKey, in: header, name: X-API-Key } } }
`);

describe('readPlans', () => {
  it('reads throttles, quotas and earlier names', () => {
    const { model, problems } = compiled(
      '{ free: { throttle: { rate: 5, burst: 10 }, quota: { limit: 9, period: day }, operations: { x: { rate: 0.5, burst: 1 } } }, team: { was: gold } }',
    );
    expect(problems).toEqual([]);
    expect(model?.plans).toEqual([
      {
        name: 'free',
        throttle: { rate: 5, burst: 10 },
        quota: { limit: 9, period: 'day' },
        operations: { x: { rate: 0.5, burst: 1 } },
      },
      { name: 'team', was: 'gold', operations: {} },
    ]);
  });

  it.each([
    [
      '{ a: { quota: { limit: 1 } } }',
      'x-gateway /x-gateway/plans/a/quota: plans.a.quota is {"limit":1}, expected both limit and period',
    ],
    [
      '{ a: { quota: { limit: 0, period: day } } }',
      'x-gateway /x-gateway/plans/a/quota/limit: plans.a.quota.limit is 0, expected a whole number from 1 to 2147483647',
    ],
    [
      '{ a: { quota: { limit: 1, period: year } } }',
      'x-gateway /x-gateway/plans/a/quota/period: plans.a.quota.period is "year", expected day, week, month',
    ],
    [
      '{ a: { trottle: {} } }',
      'known-keys /x-gateway/plans/a/trottle: unknown key "trottle", did you mean "throttle", allowed here: throttle, quota, operations, allow, keyLifetime, default, was',
    ],
    [
      '{ a: { was: b }, b: {} }',
      'x-gateway /x-gateway/plans/a/was: was is "b", which plan "b" has too, name a plan that is gone',
    ],
    [
      '{ a: { was: c }, b: { was: c } }',
      'x-gateway /x-gateway/plans/a/was: was is "c", which plan "b" has too, name a plan that is gone',
    ],
  ])('refuses %s', (plans, problem) => {
    expect(compiled(plans).problems).toContain(`error ${problem}`);
  });
});
