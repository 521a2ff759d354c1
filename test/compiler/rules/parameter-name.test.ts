import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('parameterName', () => {
  it('warns of a parameter without name and leaves it out', () => {
    const { model, problems } = compileYaml("paths: { /a: { get: { parameters: [{ name: '', in: header }] } } }");
    expect(model?.operations[0]?.parameters).toEqual([]);
    expect(problems).toEqual([
      'warning parameter-name /paths/~1a/get/parameters/0: a header parameter has no name, so nothing reads it; name or remove it',
    ]);
  });
});
