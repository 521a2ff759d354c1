import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('pathParametersDeclared', () => {
  it('warns of a path parameter that the path has not', () => {
    expect(compileYaml("paths: { '/a/{id}': { get: { parameters: [{ name: ID, in: path }] } } }").problems).toEqual([
      'warning path-parameters-declared /paths/~1a~1{id}/get/parameters/0: path parameter "ID" is not in the path "/a/{id}", so nothing reads it; correct its name',
    ]);
  });

  it.each(['rest', 'rest+'])('takes %s for the greedy variable {rest+}', (name) => {
    const { model, problems } = compileYaml(
      `paths: { '/a/{rest+}': { get: { parameters: [{ name: ${name}, in: path, schema: { pattern: '^b' } }] } } }`,
    );
    expect(problems).toEqual([]);
    expect(model?.operations[0]?.description?.parameters).toMatchObject([{ name: 'rest', schema: { pattern: '^b' } }]);
  });
});
