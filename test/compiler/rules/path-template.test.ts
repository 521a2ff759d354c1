import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('pathTemplate', () => {
  it.each([
    [
      'a',
      'matches no request that is let through: the path does not start with a slash; begin with a slash, and write segments that are neither empty nor . or ..',
    ],
    [
      '/a//b',
      'matches no request that is let through: a segment is empty; begin with a slash, and write segments that are neither empty nor . or ..',
    ],
    [
      '/a/../b',
      'matches no request that is let through: a segment is a dot segment; begin with a slash, and write segments that are neither empty nor . or ..',
    ],
    ['/{a}/{a}', 'has the variable {a} twice, rename one'],
    ['/{a', 'has a brace without its partner or an empty name, write {name}'],
    ...['/files/{path+}/raw', '/files/{path+}.json', '/v{path+}', '/{path+}/{more+}'].map((path): [string, string] => [
      path,
      "has the greedy variable {path+} elsewhere than as its whole last segment, but it takes all that is left of a request's path; put it there (/files/{path+}), or take a variable of one segment",
    ]),
    ['/{path}/{path+}', 'has the variable {path} twice, rename one'],
    ...['/a%2Fb', '/a%00', '/..%2f..'].map((path): [string, string] => [
      path,
      'matches no request that is let through: a segment holds a separator or a control character; begin with a slash, and write segments that are neither empty nor . or ..',
    ]),
    ['/{}', 'has a brace without its partner or an empty name, write {name}'],
  ])('refuses %s', (path, why) => {
    const { problems } = compileYaml(`paths: { '${path}': { get: {} } }`);
    expect(problems).toEqual([`error path-template /paths/${path.replaceAll('/', '~1')}: path "${path}" ${why}`]);
  });

  it('refuses a path that is longer than any URL, at once', () => {
    const { problems } = compileYaml(`paths: { '/${'a/'.repeat(100_000)}b': { get: {} } }`);
    expect(problems).toEqual([
      expect.stringMatching(/^error path-template .* has 200002 characters, API Gateway takes 1540 .*, shorten it$/),
    ]);
  });

  it.each([
    '/',
    '/a/',
    '/a.b/{x}.json',
    '/{a}-{b}',
    '/a b',
    '/100%',
    '/%zz',
    '/%7Euser',
    '/a%20b',
    '/{path+}',
    '/files/{path+}/',
  ])('takes %s', (path) => {
    expect(compileYaml(`paths: { '${path}': { get: {} } }`).model).toBeDefined();
  });
});
