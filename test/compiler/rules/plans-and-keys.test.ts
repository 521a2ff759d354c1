import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('plansAndKeys', () => {
  it('makes a plan without limits where keys are needed and no plan is declared', () => {
    const { model, problems } = compileYaml(`
      security: [{ key: [] }]
      paths: { /a: { get: {} } }
      components: { securitySchemes: { key: { type: apiKey, in: header, name: x-api-key } } }
    `);
    expect(model?.plans).toEqual([{ name: 'default', operations: {}, default: true }]);
    expect(problems).toEqual([
      'info plans-and-keys /components/securitySchemes: API keys are needed (operations: 1) and there are no plans: one without limits, "default", is made; add x-gateway.plans for limits',
    ]);
  });

  it('says where a key is optional and nothing counts', () => {
    const { problems, model } = compileYaml(`
      x-gateway: { plans: { a: {} } }
      paths: { /a: { get: { security: [{ key: [] }, {}] } }, /b: { get: { security: [{ key: [] }] } } }
      components: { securitySchemes: { key: { type: apiKey, in: header, name: x-api-key } } }
    `);
    expect(problems).toEqual([
      'info plans-and-keys /paths/~1a/get/security: an API key is optional here, so API Gateway asks for none and no plan counts these requests; remove {} to meter them',
    ]);
    expect(model?.operations.map(({ security }) => security)).toEqual([
      { apiKey: false, requirements: undefined },
      { apiKey: true, requirements: undefined },
    ]);
  });

  it('warns of plans that no operation needs', () => {
    expect(compileYaml('x-gateway: { plans: { a: {} } }\npaths: { /a: { get: {} } }').problems).toEqual([
      'warning plans-and-keys /x-gateway/plans: no operation needs an API key, so no plan is ever applied; add the key to their security',
    ]);
  });
});
