import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('documentHasOperations', () => {
  it.each([
    ['paths: {}', 'the document has no operations, API Gateway deploys at least one, add one below paths'],
    [
      'paths: { /a: { get: { x-gateway: { disabled: true } } } }',
      'the document has only disabled operations, API Gateway deploys at least one, enable one',
    ],
  ])('refuses %s', (yaml, found) => {
    expect(compileYaml(yaml).problems).toEqual([`error document-has-operations /paths: ${found}`]);
  });

  it('is silent where the operations are there but cannot be read', () => {
    expect(compileYaml('paths: { /a: { gett: {} } }').problems).toEqual([
      'error known-keys /paths/~1a/gett: unknown key "gett" on a path, did you mean "get"',
    ]);
  });
});
