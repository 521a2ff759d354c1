import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

const problemsOf = (count: number) => {
  const plans = Array.from({ length: count }, (_, index) => `plan${index}: {}`).join(', ');
  return compileYaml(`
    x-gateway: { plans: { ${plans} } }
    paths: { /a: { get: { security: [{ key: [] }] } } }
    components: { securitySchemes: { key: { type: apiKey, in: header, name: x-api-key } } }
  `).problems;
};

describe('planCount', () => {
  it('has nothing against what an account may have', () => {
    expect(problemsOf(300)).toEqual([]);
  });

  it('warns beyond the quota that AWS raises', () => {
    expect(problemsOf(301)).toEqual([
      expect.stringMatching(/^warning plan-count .*: there are 301 plans, an account has 300/),
    ]);
  });

  it('refuses what no template holds', () => {
    expect(problemsOf(451)).toEqual([expect.stringMatching(/^error plan-count .*: there are 451 plans, at most 450/)]);
  });
});
