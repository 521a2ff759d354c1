import { describe, expect, it } from '@jest/globals';
import type { ProxyHandling } from '../../../lambdas/core/router-config.ts';
import { compileYaml, operationOf } from '../../support/compile-yaml.ts';

/** Problems of one operation with that `x-gateway`, their pointers relative to it. */
function problemsOf(policy: string): readonly string[] {
  const { problems } = compileYaml(`paths: { '/a/{id}': { get: { x-gateway: ${policy} } } }`);
  return problems.map((line) => line.replace('/paths/~1a~1{id}/get/x-gateway', ''));
}

describe('readPolicy', () => {
  it('merges deeply, the nearer winning, and null takes away', () => {
    const compiled = compileYaml(`
      x-gateway:
        timeout: 5s
        cache: { ttl: 1m }
        headers: { request: { set: { X-A: root, x-b: root, x-c: root }, remove: [cookie] } }
      paths:
        /a:
          x-gateway: { timeout: 6s, headers: { request: { set: { x-a: path } } } }
          get: { x-gateway: { timeout: 250ms, cache: , headers: { request: { set: { x-b: null }, remove: [] } } } }
    `);
    expect(compiled.problems).toEqual([]);
    expect(operationOf(compiled).handling).toEqual({
      kind: 'proxy',
      backend: 'https://api.example.com',
      targetPath: '/a',
      timeout: 250,
      requestHeaders: {
        set: [
          ['x-a', 'path'],
          ['x-c', 'root'],
        ],
        remove: [],
      },
    });
  });

  it('hands the cache to the router in its own terms, and nothing that is not said', () => {
    const cached = (cache: string) =>
      operationOf(compileYaml(`paths: { /a: { get: { x-gateway: { cache: ${cache} } } } }`)).handling;
    expect(cached('{}')).toMatchObject({ cache: {} });
    const cache =
      '{ ttl: 1m, staleIfError: 1h, override: true, private: true, cookies: false, tags: [], key: { query: [page], headers: [X-B, x-a, X-b], claims: [] } }';
    const { cache: policy } = cached(cache) as { cache?: object };
    expect(policy).toEqual({
      ttl: 60_000,
      staleIfError: 3_600_000,
      override: true,
      private: true,
      query: ['page'],
      headers: ['x-a', 'x-b'],
    });
  });

  it('puts a problem of merged values where the value is written', () => {
    const { problems } = compileYaml(`
      x-gateway: { cors: { credentials: true, origins: '*' } }
      paths: { /a: { x-gateway: { cors: { maxAge: 1w } }, get: { x-gateway: { cors: { headers: [x] } } } } }
    `);
    expect(problems).toEqual([
      'error x-gateway /x-gateway/cors/origins: cors.origins is "*", expected a list of origins where cors.credentials is true',
      'error x-gateway /paths/~1a/x-gateway/cors/maxAge: cors.maxAge is "1w", expected a duration such as 250ms, 5s, 5m, 1h, 1d',
    ]);
  });

  it.each([
    ['{ timeout: 5 }', 'error x-gateway /timeout: timeout is 5, expected a duration such as 250ms, 5s, 5m, 1h, 1d'],
    ['{ timeout: 0s }', 'error x-gateway /timeout: timeout is "0s", expected a duration such as 250ms, 5s, 5m, 1h, 1d'],
    [
      '{ cache: { ttl: 1 h } }',
      'error x-gateway /cache/ttl: cache.ttl is "1 h", expected a duration such as 250ms, 5s, 5m, 1h, 1d',
    ],
    [
      '{ retries: { attempts: 11 } }',
      'error x-gateway /retries/attempts: retries.attempts is 11, expected a whole number from 1 to 10',
    ],
    [
      '{ retries: { on: [200] } }',
      'error x-gateway /retries/on/0: retries.on.0 is 200, expected a whole number from 400 to 599',
    ],
    ['{ hedge: 5s }', 'error x-gateway /hedge: hedge is "5s", expected true, false or { after: 200ms }'],
    [
      '{ cache: 5s }',
      'error x-gateway /cache: cache is "5s", expected an object with ttl, staleWhileRevalidate, staleIfError, override, key, methods, private, cookies, tags',
    ],
    [
      '{ cache: { ttl: 31d } }',
      'error x-gateway /cache/ttl: cache.ttl is "31d", expected at most 30d, for which a response is kept',
    ],
    [
      '{ cache: { override: true } }',
      'error x-gateway /cache: cache is {"override":true}, expected a ttl beside override',
    ],
    [
      '{ cache: { private: yes please } }',
      'error x-gateway /cache/private: cache.private is "yes please", expected true or false',
    ],
    [
      '{ cache: { methods: [GTE] } }',
      'error x-gateway /cache/methods/0: cache.methods.0 is "GTE", expected GET, HEAD, POST',
    ],
    [
      '{ cache: { key: { headers: ["a b"] } } }',
      'error x-gateway /cache/key/headers/0: cache.key.headers.0 is "a b", expected a header name',
    ],
    [
      '{ cache: { tags: [a b] } }',
      'error x-gateway /cache/tags/0: cache.tags.0 is "a b", expected a tag of letters, digits, _ . : - and {variables}',
    ],
    [
      `{ cache: { tags: [${Array(33).fill('a')}] } }`,
      'error x-gateway /cache/tags: cache.tags is ["a","a","a","a","a","a","a","a","a","a","a","a","a","a",..., expected at most 32 tags',
    ],
    [
      '{ throttle: { rate: 1 } }',
      'error x-gateway /throttle: throttle is {"rate":1}, expected both rate (requests per second) and burst, burst is missing',
    ],
    [
      '{ throttle: { rate: 0, burst: 1.5 } }',
      'error x-gateway /throttle/rate: throttle.rate is 0, expected a number above 0',
    ],
    ['{ throttle: { rps: 1 } }', 'error known-keys /throttle/rps: unknown key "rps", allowed here: rate, burst'],
    ['{ cors: true }', 'error x-gateway /cors: cors is true, expected an object with origins'],
    [
      `{ cors: { origins: ["https://a.example.com'"] } }`,
      `error x-gateway /cors/origins/0: cors.origins.0 is "https://a.example.com'", expected an origin such as https://app.example.com, in lower case, without path`,
    ],
    ['{ throttle: 5 }', 'error x-gateway /throttle: throttle is 5, expected an object with rate, burst'],
    ['{ stream: yes }', 'error x-gateway /stream: stream is "yes", expected true or false'],
    ['{ path: a }', 'error x-gateway /path: path is "a", expected a path that starts with /, without query'],
    [
      '{ headers: { request: { set: { x-a: 1 } } } }',
      'error x-gateway /headers/request/set/x-a: headers.request.set.x-a is 1, expected a text of one line, in quotes if it is a number',
    ],
    [
      '{ headers: { request: { set: { x-a: "a\\nb" } } } }',
      'error x-gateway /headers/request/set/x-a: headers.request.set.x-a is "a\\nb", expected a text of one line, in quotes if it is a number',
    ],
    [
      '{ headers: { request: { set: { Host: a } } } }',
      'error x-gateway /headers/request/set/Host: headers.request.set.Host is "Host", expected a header name that is not of the connection',
    ],
    [
      '{ headers: { response: { remove: [HTTP2-Settings] } } }',
      'error x-gateway /headers/response/remove/0: headers.response.remove.0 is "HTTP2-Settings", expected a header name that is not of the connection',
    ],
    [
      '{ headers: { response: { remove: [Transfer-Encoding] } } }',
      'error x-gateway /headers/response/remove/0: headers.response.remove.0 is "Transfer-Encoding", expected a header name that is not of the connection',
    ],
    [
      '{ headers: { request: { set: { x-a: b }, remove: [X-A] } } }',
      'error x-gateway /headers/request: headers.request both sets and removes "x-a", keep one; an inherited set is taken away by null, an inherited remove by a new list',
    ],
    [
      '{ mock: { status: 99 } }',
      'error x-gateway /mock/status: mock.status is 99, expected a whole number from 200 to 599',
    ],
    [
      '{ cors: {} }',
      'error x-gateway /cors: cors.origins is missing, expected "*" or a list of origins such as https://app.example.com',
    ],
    [
      '{ cors: { origins: [https://A.example.com/] } }',
      'error x-gateway /cors/origins/0: cors.origins.0 is "https://A.example.com/", expected an origin such as https://app.example.com, in lower case, without path',
    ],
    ['[]', 'error x-gateway : x-gateway is not an object, give it keys or remove it'],
  ])('refuses %s', (policy, problem) => {
    expect(problemsOf(policy)).toContain(problem);
  });

  it.each([
    [
      '{ cahce: { ttl: 1s } }',
      'error known-keys /cahce: unknown key "cahce", did you mean "cache", allowed here: backend, path, timeout, retries, hedge, cache, throttle, limit, headers, identity, stream, mock, cors, validate, disabled',
    ],
    [
      '{ colour: red }',
      'error known-keys /colour: unknown key "colour", allowed here: backend, path, timeout, retries, hedge, cache, throttle, limit, headers, identity, stream, mock, cors, validate, disabled',
    ],
    [
      '{ cache: { ttl: 1s, tll: null } }',
      'error known-keys /cache/tll: unknown key "tll", did you mean "ttl", allowed here: ttl, staleWhileRevalidate, staleIfError, override, key, methods, private, cookies, tags',
    ],
    [
      '{ plans: {} }',
      'error known-keys /plans: "plans" belongs in the x-gateway at the root of the document, move it there',
    ],
    [
      '{ validate: { body: off } }',
      'error known-keys /validate/body: unknown key "body", allowed here: request, response',
    ],
    [
      '{ cache: { ttl: 1s, key: { claim: [a] } } }',
      'error known-keys /cache/key/claim: unknown key "claim", did you mean "claims", allowed here: query, headers, claims',
    ],
  ])('refuses %s by its key', (policy, problem) => {
    expect(problemsOf(policy)).toEqual([problem]);
  });

  it('refuses x-gateway misspelt', () => {
    expect(compileYaml('paths: { /a: { get: { x-gateways: { timeout: 1s } } } }').problems).toEqual([
      'error known-keys /paths/~1a/get/x-gateways: unknown key "x-gateways", did you mean "x-gateway"',
    ]);
  });

  it.each([
    ['250ms', 250],
    ['28s', 28_000],
  ])('reads %s as %d ms', (text, timeout) => {
    const compiled = compileYaml(`paths: { /a: { get: { x-gateway: { timeout: ${text} } } } }`);
    expect(operationOf(compiled).handling).toMatchObject({ timeout });
  });

  it.each([
    ['{}', {}],
    ['{ retries: { attempts: 1 } }', { retries: { attempts: 1 } }],
    ['{ retries: { perTryTimeout: 2s, on: [429, 503] } }', { retries: { perTryTimeout: 2000, on: [429, 503] } }],
    ['{ retries: { attempts: null } }', { retries: {} }],
    ['{ hedge: true }', { hedge: {} }],
    ['{ hedge: { after: 200ms } }', { hedge: { after: 200 } }],
    ['{ hedge: false }', {}],
  ])('gives the router what %s says of tries', (policy, expected) => {
    const { handling } = operationOf(compileYaml(`paths: { /a: { get: { x-gateway: ${policy} } } }`));
    const { retries, hedge } = handling as ProxyHandling;
    expect({ ...(retries && { retries }), ...(hedge && { hedge }) }).toEqual(expected);
  });

  it('leaves disabled operations out', () => {
    const { model } = compileYaml('paths: { /a: { get: { x-gateway: { disabled: true } }, put: {} } }');
    expect(model?.operations.map(({ id }) => id)).toEqual(['PUT /a']);
  });
});
