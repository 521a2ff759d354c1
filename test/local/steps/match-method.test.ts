import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchMethod } from '../../../lib/local/steps/match-method.ts';
import { routeTree } from '../../../lib/local/steps/route-tree.ts';
import { importApi, mockIntegration, openApi } from '../../support/local-api.ts';

function treeOf(routes: readonly string[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const [method = '', path = ''] = route.split(' ');
    const key = method === 'ANY' ? 'x-amazon-apigateway-any-method' : method.toLowerCase();
    paths[path] = { ...paths[path], [key]: mockIntegration('ok') };
  }
  return routeTree(importApi(openApi(paths)).resources);
}

const ANYS = ['POST /test', 'ANY /test/any', 'OPTIONS /{proxy+}'];
const GREEDY = ['GET /part1', 'GET /{param+}', 'GET /part1/hardcoded-value'];
const METHODS = ['GET /a/b', 'ANY /{proxy+}', 'POST /a/{id}', 'GET /a/{id}/c'];

describe('matchMethod', () => {
  it.each<[routes: string[], request: string, found: string | undefined, parameters: Record<string, string>]>([
    [ANYS, 'OPTIONS /test/any', 'ANY /test/any', {}],
    [ANYS, 'GET /test/any', 'ANY /test/any', {}],
    [ANYS, 'PROPFIND /test/any', undefined, {}],
    [ANYS, 'OPTIONS /test', 'OPTIONS /{proxy+}', { proxy: 'test' }],
    [ANYS, 'GET /test', undefined, {}],
    [GREEDY, 'GET /part1', 'GET /part1', {}],
    [GREEDY, 'GET /part1/hardcoded-value', 'GET /part1/hardcoded-value', {}],
    [GREEDY, 'GET /part1/random-value', 'GET /{param+}', { param: 'part1/random-value' }],
    [METHODS, 'GET /a/b', 'GET /a/b', {}],
    [METHODS, 'POST /a/b', 'POST /a/{id}', { id: 'b' }],
    [METHODS, 'PUT /a/b', 'ANY /{proxy+}', { proxy: 'a/b' }],
    [METHODS, 'GET /a/b/c', 'GET /a/{id}/c', { id: 'b' }],
    [METHODS, 'GET /a/b/d', 'ANY /{proxy+}', { proxy: 'a/b/d' }],
    [METHODS, 'GET /', undefined, {}],
    [['GET /'], 'GET /', 'GET /', {}],
    [['GET /a'], 'GET /a/', 'GET /a', {}],
    [['GET /a'], 'GET /a//', undefined, {}],
    [['GET /{proxy+}'], 'GET /proxy-value/', 'GET /{proxy+}', { proxy: 'proxy-value' }],
    [['GET /{proxy+}'], 'GET /x//double-slash', 'GET /{proxy+}', { proxy: 'x//double-slash' }],
    [['GET /{id}'], 'GET /a%2Fb', 'GET /{id}', { id: 'a%2Fb' }],
    [['GET /a/{id}/b'], 'GET /a//b', undefined, {}],
    [['POST /existing'], 'GET /existing', undefined, {}],
  ])('of %j leads %s to %s', (routes, request, found, parameters) => {
    const [method = '', path = ''] = request.split(' ');
    const match = matchMethod(treeOf(routes), method, path);
    expect(match && `${match.method.httpMethod} ${match.method.resourcePath}`).toBe(found);
    expect({ ...match?.pathParameters }).toEqual(parameters);
  });

  it('puts the request path together again from the resource and the parameters', () => {
    const tree = treeOf(['GET /a/{x}', 'GET /a/{x}/{y}', 'GET /b/c', 'ANY /{rest+}']);
    const segment = fc.constantFrom('a', 'b', 'c', 'x%20y', '{z}');
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (segments) => {
        const path = `/${segments.join('/')}`;
        const match = matchMethod(tree, 'GET', path);
        const rebuilt = match?.method.resourcePath.replace(
          /\{(\w+)\+?\}/g,
          (_, name: string) => match.pathParameters[name] ?? '',
        );
        expect(rebuilt).toBe(path);
      }),
    );
  });
});
