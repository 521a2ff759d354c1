import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('pathParametersDeclared', () => {
  it('warns of a path parameter that the path has not', () => {
    expect(compileYaml("paths: { '/a/{id}': { get: { parameters: [{ name: ID, in: path }] } } }").problems).toEqual([
      'warning path-parameters-declared /paths/~1a~1{id}/get/parameters/0: path parameter "ID" is not in the path "/a/{id}", so nothing reads it; correct its name',
    ]);
  });
});
