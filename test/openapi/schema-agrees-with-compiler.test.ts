import { describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { compileYaml } from '../support/compile-yaml.ts';
import { fitsGatewaySchema } from '../support/gateway-schema.ts';

/** The rules that judge `x-gateway` by itself; a schema knows nothing of the rest of the document. */
const OF_THE_LANGUAGE = /^error (x-gateway|known-keys|supported-keys) /;

const documentWith = {
  root: (gateway: string) => `x-gateway: ${gateway}\npaths: { /a: { get: {} } }`,
  path: (gateway: string) =>
    `x-gateway: { throttle: { rate: 1, burst: 1 } }\npaths: { /a: { x-gateway: ${gateway}, get: {} } }`,
  operation: (gateway: string) =>
    `x-gateway: { cache: { ttl: 1s } }\npaths: { /a: { get: { x-gateway: ${gateway} } } }`,
  scheme: (gateway: string) =>
    `security: [{ s: [] }]\npaths: { /a: { get: {} } }\ncomponents: { securitySchemes: { s: { type: oauth2, x-gateway: ${gateway} } } }`,
};

describe('gateway.schema.json', () => {
  it.each([
    [
      'root',
      '{ backends: { a: { targets: [{ url: https://a.example.com, weight: 0.5 }], balance: weighted-random } }, backend: a }',
    ],
    ['root', '{ backends: { a: { targets: [] } } }'],
    ['root', '{ backends: { a: { balance: round-robin } } }'],
    ['root', '{ backends: { a: { targets: [{ weight: 1 }] } } }'],
    ['root', '{ backends: { a: { targets: [{ url: a }] } } }'],
    ['root', '{ backends: { a: { targets: [{ url: https://a, priority: 1 }] } } }'],
    ['root', '{ backends: { a: { targets: [{ url: https://a, priority: 1.5 }] } } }'],
    ['root', '{ backends: { a: { balance: consistent-hash, targets: [{ url: https://a }] } } }'],
    ['root', '{ backends: { a: { balance: consistent-hash, hashOn: address, targets: [{ url: https://a }] } } }'],
    [
      'root',
      '{ backends: { a: { balance: consistent-hash, hashOn: { claim: sub }, targets: [{ url: https://a }] } } }',
    ],
    ['root', '{ backends: { a: { balance: consistent-hash, hashOn: { cookie: a }, targets: [{ url: https://a }] } } }'],
    [
      'root',
      '{ backends: { a: { balance: consistent-hash, hashOn: { header: a, query: b }, targets: [{ url: https://a }] } } }',
    ],
    ['root', '{ backends: { a: { targets: [{ url: https://a }], health: { interval: 1m } } } }'],
    ['root', '{ backends: { a: { targets: [{ url: https://a }], health: { path: a } } } }'],
    [
      'root',
      '{ backends: { a: { targets: [{ url: https://a }], health: { path: /a?b=1, status: 204, timeout: 2s } } } }',
    ],
    ['root', '{ backends: { a: { targets: [{ url: https://a }], health: { path: /, healthyThreshold: 0 } } } }'],
    ['root', '{ backends: { a: { targets: [{ url: https://a }], health: { path: /, status: [] } } } }'],
    ['root', '{ backends: { a: { slowStart: 30s, targets: [{ url: https://a }] } } }'],
    ['root', '{ backends: { a: { slowStart: 30, targets: [{ url: https://a }] } } }'],
    ...[
      '{ targets: { srv: _http._tcp.a.internal, path: /v2, scheme: https } }',
      '{ targets: [{ cloudMap: { namespace: a, service: b }, port: 80 }, { url: https://a }] }',
      '{ targets: { srv: _http._tcp.a.internal, url: https://a } }',
      '{ targets: { srv: _http._tcp.a.internal, port: 1 } }',
      '{ targets: { srv: planner.internal } }',
      '{ targets: { url: https://a, path: /b } }',
      '{ targets: { cloudMap: { namespace: a } } }',
      '{ targets: [{ url: https://a }], protocol: http2, tls: { ca: a/b, clientCertificate: c } }',
      '{ targets: [{ url: https://a }], protocol: http3 }',
      '{ targets: [{ url: https://a }], tls: { ca: a b } }',
      '{ targets: [{ url: https://a }], auth: { sigv4: { service: execute-api, region: eu-central-1 } } }',
      '{ targets: [{ url: https://a }], auth: { sigv4: { region: eu-central-1 } } }',
      '{ targets: [{ url: https://a }], auth: { bearer: { secret: a } } }',
      '{ targets: [{ url: https://a }], auth: { bearer: { secret: a }, basic: { secret: a } } }',
      '{ targets: [{ url: https://a }], auth: {} }',
      '{ targets: [{ url: https://a }], auth: { oauth2: { tokenUrl: https://a/b, secret: c, scopes: [d] } } }',
      '{ targets: [{ url: https://a }], auth: { oauth2: { tokenUrl: http://a/b, secret: c } } }',
    ].map((backend) => ['root', `{ backends: { a: ${backend} } }`] as const),
    ['root', '{ backends: { 1a: { targets: [{ url: https://a }] } } }'],
    ['root', '{ backends: { a: { targets: [{ url: https://a }], health: { path: / } } } }'],
    [
      'root',
      '{ plans: { a: { quota: { limit: 5, period: week }, operations: { b: { rate: 1, burst: 1 } }, was: c } } }',
    ],
    ['root', '{ plans: { a: { quota: { limit: 1.5, period: week } } } }'],
    ['root', '{ plans: { a: { throttle: { rate: 1 } } } }'],
    ['root', '{ plans: { a: { throttle: { rate: 1, burst: 1, per: s } } } }'],
    ['root', '{ throttle: { rate: 1 } }'],
    ['root', '{ timeout: 1.5s }'],
    ['root', '{ validate: true }'],
    ['root', '{ validate: { request: report, response: report } }'],
    ['operation', "{ validate: { request: 'off', response: null } }"],
    ['operation', '{ validate: { response: enforce } }'],
    ['operation', '{ validate: { body: report } }'],
    ['path', '{ plans: {} }'],
    ['path', '{ throttle: { rate: 5 } }'],
    ['path', '{ throttle: { rate: 5, burst: 1.5 } }'],
    ['operation', '{ cache: {} }'],
    [
      'operation',
      '{ cache: null, timeout: null, backend: null, path: null, stream: null, mock: null, cors: null, disabled: null, headers: null, throttle: null }',
    ],
    ['operation', '{ cache: { ttl: 1w } }'],
    ['operation', '{ cache: true }'],
    [
      'operation',
      '{ cache: { ttl: 1m, staleIfError: 1h, override: true, private: true, cookies: false, methods: [GET], tags: [a, "b-{id}"], key: { query: [page], headers: [X-Kind], claims: [tenant] } } }',
    ],
    ['operation', '{ cache: { key: null, tags: null, private: null, ttl: null } }'],
    ['operation', '{ cache: { staleIfError: 5 } }'],
    ['operation', '{ cache: { override: 1 } }'],
    ['operation', '{ cache: { methods: [PUT] } }'],
    ['operation', '{ cache: { methods: GET } }'],
    ['operation', '{ cache: { tags: ["a b"] } }'],
    ['operation', `{ cache: { tags: [${Array(33).fill('a')}] } }`],
    ['operation', '{ cache: { key: { header: [a] } } }'],
    ['operation', '{ cache: { key: { headers: ["a:"] } } }'],
    ['operation', '{ cache: { key: { query: [1] } } }'],
    ['operation', '{ cache: { vary: [a] } }'],
    ['operation', '{ cache: { ttl: 1m, staleWhileRevalidate: 1m } }'],
    ['operation', '{ headers: { request: { set: { x-a: b, x-c: null }, remove: [x-d] }, response: null } }'],
    ['operation', '{ headers: { request: { set: { x-a: 1 } } } }'],
    ['operation', '{ headers: { request: { add: { x-a: b } } } }'],
    ['operation', '{ mock: true }'],
    ['operation', '{ mock: { status: 404, headers: { x-a: b }, body: [1] } }'],
    ['operation', '{ mock: { status: 100 } }'],
    ['operation', '{ mock: 1 }'],
    ['operation', "{ cors: { origins: '*', headers: [x-a], exposeHeaders: [x-b], maxAge: 1h } }"],
    ['operation', "{ cors: { origins: ['https://a.example.com'], credentials: true } }"],
    ['operation', '{ cors: { origins: https://a.example.com } }'],
    ['operation', "{ cors: { origins: '*', credentials: 1 } }"],
    ['operation', '{ path: a }'],
    ['operation', '{ path: /a?b }'],
    ['operation', '{ stream: 1 }'],
    ['operation', '{ retries: 1 }'],
    ['operation', '{ retries: { attempts: 2, perTryTimeout: 1s, on: [503] }, hedge: { after: 50ms } }'],
    ['operation', '{ retries: null, hedge: null }'],
    ['operation', '{ retries: { attempts: null, perTryTimeout: null, on: null }, hedge: { after: null } }'],
    ['operation', '{ retries: { attempts: 0 } }'],
    ['operation', '{ retries: { on: [600] } }'],
    ['operation', '{ retries: { tries: 2 } }'],
    ['operation', '{ hedge: true }'],
    ['operation', '{ hedge: 1s }'],
    ['operation', '{ hedge: { after: 1 } }'],
    ['operation', '5'],
    ['scheme', '{ issuer: https://a, audience: [a], discoveryUrl: https://a/d }'],
    ['scheme', '{ issuer: https://a, audience: null }'],
    ['scheme', '{ issuer: https://a, audience: 5 }'],
    ['scheme', '{ issuer: https://a, audience: [] }'],
    ['scheme', '{ isuer: https://a, audience: a }'],
  ] as const)('agrees with the compiler about x-gateway of the %s: %s', (place, gateway) => {
    const yaml = documentWith[place](gateway);
    const problems = compileYaml(yaml).problems.filter((line) => OF_THE_LANGUAGE.test(line));
    expect({ accepted: fitsGatewaySchema(load(yaml)), errors: fitsGatewaySchema.errors ?? [], problems }).toEqual({
      accepted: problems.length === 0,
      errors: problems.length === 0 ? [] : expect.any(Array),
      problems,
    });
  });
});
