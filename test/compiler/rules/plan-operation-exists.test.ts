import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('planOperationExists', () => {
  const compiled = (plans: string) =>
    compileYaml(`
    x-gateway: { plans: ${plans} }
    paths: { /a: { get: { operationId: listPets, security: [{ key: [] }] }, put: { operationId: putPets } } }
    components: { securitySchemes: { key: { type: apiKey, in: header, name: x-api-key } } }
  `);

  it('refuses an operation that does not exist', () => {
    expect(compiled('{ a: { operations: { listPet: { rate: 1, burst: 1 } } } }').problems).toEqual([
      'error plan-operation-exists /x-gateway/plans/a/operations/listPet: plan "a" throttles the operation "listPet", which does not exist, did you mean "listPets"',
    ]);
  });

  it('warns of an operation that needs no key', () => {
    expect(compiled('{ a: { operations: { putPets: { rate: 1, burst: 1 } } } }').problems).toEqual([
      'warning plan-operation-exists /x-gateway/plans/a/operations/putPets: plan "a" throttles "putPets", which needs no API key, so nothing applies it; add a key to its security',
    ]);
  });
});
