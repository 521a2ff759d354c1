import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('cacheMethod', () => {
  it('lets other methods inherit a cache that is not theirs', () => {
    const { model, problems } = compileYaml('x-gateway: { cache: { ttl: 1s } }\npaths: { /a: { get: {}, put: {} } }');
    expect(problems).toEqual([]);
    expect(model?.operations.map(({ method, handling }) => [method, 'cache' in handling])).toEqual([
      ['GET', true],
      ['PUT', false],
    ]);
  });

  it('refuses a cache written on another method', () => {
    expect(compileYaml('paths: { /a: { post: { x-gateway: { cache: { ttl: 1s } } } } }').problems).toEqual([
      'error cache-method /paths/~1a/post/x-gateway/cache: POST is not cached, only GET and HEAD are, and POST where methods names it; remove it',
    ]);
  });

  it('takes it on a POST that says so', () => {
    const cache = '{ ttl: 1s, methods: [POST] }';
    const { model, problems } = compileYaml(`paths: { /a: { post: { x-gateway: { cache: ${cache} } } } }`);
    expect(problems.filter((problem) => problem.startsWith('error'))).toEqual([]);
    expect(model?.operations[0]?.handling).toMatchObject({ cache: { ttl: 1000 } });
  });
});
