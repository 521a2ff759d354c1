import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

const problems = (yaml: string) => compileYaml(yaml).problems.filter((problem) => problem.includes('cache-names'));

/** An operation with a variable and two parameters of the query. */
const paths = (cache: string, style = 'explode: false,') => `paths:
  /pets/{petId}:
    parameters: [{ name: petId, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getPet
      parameters:
        - { name: page, in: query, schema: { type: string } }
        - { name: size, in: query, ${style} schema: { type: object } }
      ${cache}`;
const own = (cache: string) => `x-gateway: { cache: { ${cache} } }`;

describe('cacheNames', () => {
  it('refuses a tag with a variable that no path has, or half of one', () => {
    expect(problems(paths(own("tags: [pets, 'pet-{petId}', 'pet-{id}', 'pet-{petId']")))).toEqual([
      'error cache-names /paths/~1pets~1{petId}/get/x-gateway/cache/tags/2: tag "pet-{id}" has the variable {id}, which the path of no operation with it has: name one of petId',
      'error cache-names /paths/~1pets~1{petId}/get/x-gateway/cache/tags/3: tag "pet-{petId" has a brace without its partner, write {name}',
    ]);
  });

  it('lets a tag be inherited by operations without its variable, and takes greedy ones', () => {
    const inherited = `x-gateway: { cache: { tags: ['x-{petId}', 'y-{rest}'] } }`;
    expect(problems(`${inherited}\n${paths('')}\n  /list: { get: {} }\n  '/files/{rest+}': { get: {} }`)).toEqual([]);
  });

  it('tells what parameters a key keeps from the target, once where it is said', () => {
    const inherited = `x-gateway: { cache: { key: { query: [page] } } }`;
    expect(problems(`${inherited}\n${paths('')}`)).toEqual([
      'warning cache-names /x-gateway/cache/key/query: key.query leaves out size, which getPet declares: no target will learn of it; name it, or null takes an inherited key away',
    ]);
    expect(problems(paths(own('key: { query: [page, size] }')))).toEqual([]);
  });

  it.each([
    ['style: deepObject, explode: true,', "[page, 'size[width]']"],
    ['explode: true,', '[page, width]'],
  ])('knows parameters that are sent under other names: %s', (style, query) => {
    expect(problems(paths(own(`key: { query: ${query} }`), style))).toEqual([]);
  });

  it('looks at nothing that is not cached', () => {
    const inherited = `x-gateway: { cache: { methods: [POST], key: { query: [page] }, tags: ['{id}'] } }`;
    expect(problems(`${inherited}\n${paths('')}`)).toEqual([]);
  });
});
