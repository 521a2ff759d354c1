import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

const problemsOf = (path: string) => compileYaml(`paths: { '${path}': { get: {} } }`).problems;

describe('path-colon', () => {
  it.each([
    ['/pets/:id', '/pets/{id}'],
    ['/:owner/pets/:pet_id', '/{owner}/pets/{pet_id}'],
  ])('takes %s for %s', (path, meant) => {
    expect(problemsOf(path)).toEqual([expect.stringContaining(`did you mean "${meant}"`)]);
  });

  it.each(['/pets:search', '/a:b/c', '/:1', '/:', '/a/:b:c'])('lets %s be', (path) => {
    expect(problemsOf(path)).toEqual([]);
  });
});
