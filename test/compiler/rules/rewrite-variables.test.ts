import { describe, expect, it } from '@jest/globals';
import { compileYaml, operationOf } from '../../support/compile-yaml.ts';

describe('rewriteVariables', () => {
  it.each([
    ['/v2/{name}', "has the variable {name}, which the operation's own path has not, name one of its own: petId"],
    ['/v2/{petid}', "has the variable {petid}, which the operation's own path has not, did you mean {petId}"],
    ['/v2/{', 'has a brace without its partner or an empty name, write {name}'],
    ['/v2/../{petId}', 'cannot be sent: a segment is a dot segment; write segments that are neither empty nor . or ..'],
  ])('refuses %s', (path, why) => {
    expect(compileYaml(`paths: { '/pets/{petId}': { get: { x-gateway: { path: '${path}' } } } }`).problems).toEqual([
      `error rewrite-variables /paths/~1pets~1{petId}/get/x-gateway/path: path "${path}" ${why}`,
    ]);
  });

  it('refuses one that has no value of its own, standing beside another', () => {
    const { problems } = compileYaml("paths: { '/pets/{id}{ext}': { get: { x-gateway: { path: '/v2/{ext}' } } } }");
    expect(problems.map((problem) => problem.replace(/^.*path: /, ''))).toEqual([
      'path "/v2/{ext}" has the variable {ext}, which the operation\'s own path has not, name one of its own: id',
    ]);
  });

  it('takes a greedy variable with its sign and without, wherever it stands', () => {
    const rewrites = ['/v2/{rest+}', '/v2/{rest}', '/{rest+}/raw'];
    const problems = rewrites.map(
      (path) => compileYaml(`paths: { '/a/{rest+}': { get: { x-gateway: { path: '${path}' } } } }`).problems,
    );
    expect(problems).toEqual([[], [], []]);
    expect(compileYaml("paths: { '/a/{id}': { get: { x-gateway: { path: '/{id+}' } } } }").problems).toEqual([
      expect.stringMatching(/has the variable \{id\+\}, .* did you mean \{id\}$/),
    ]);
  });

  it('takes variables of the own path', () => {
    const compiled = compileYaml("paths: { '/pets/{petId}.json': { get: { x-gateway: { path: '/v2/{petId}' } } } }");
    expect(operationOf(compiled).handling).toMatchObject({ targetPath: '/v2/{petId}' });
  });
});
