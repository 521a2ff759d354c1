import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('cacheStreamed', () => {
  it('lets what is streamed inherit a cache that is not for it', () => {
    const { model, problems } = compileYaml(
      'x-gateway: { cache: { ttl: 1s } }\npaths: { /a: { get: { x-gateway: { stream: true } } } }',
    );
    expect(problems).toEqual([]);
    expect(model?.operations[0]?.handling).not.toHaveProperty('cache');
  });

  it('refuses a cache written beside it', () => {
    const both = '{ stream: true, cache: {} }';
    expect(compileYaml(`paths: { /a: { get: { x-gateway: ${both} } } }`).problems).toEqual([
      'error cache-streamed /paths/~1a/get/x-gateway/cache: what is streamed is not cached: remove cache or stream',
    ]);
  });
});
