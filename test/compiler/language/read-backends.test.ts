import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

const compiled = (backends: string) =>
  compileYaml(`
  x-gateway: { backend: a, backends: ${backends} }
  paths: { /x: { get: {} } }
`);

describe('readBackends', () => {
  it('reads targets, their weights and the way to balance', () => {
    const { model, problems } = compiled(
      '{ a: { balance: round-robin, targets: [{ url: HTTPS://A.example.com/v1/, weight: 2 }, { url: "http://b.example.com:8080" }] } }',
    );
    expect(problems).toEqual([]);
    expect(model?.backends).toEqual({
      a: {
        balance: 'round-robin',
        targets: [
          { url: 'https://a.example.com/v1', weight: 2 },
          { url: 'http://b.example.com:8080', weight: 1 },
        ],
      },
    });
  });

  it('reads how targets are asked for their health', () => {
    const { model, problems } = compiled(
      '{ a: { health: { path: /healthz, interval: 2m, timeout: 3s, healthyThreshold: 1, status: [200, 204] }, targets: [{ url: https://a }] } }',
    );
    expect(problems).toEqual([]);
    expect(model?.backends.a?.health).toEqual({
      path: '/healthz',
      interval: 2,
      timeout: 3000,
      healthyThreshold: 1,
      unhealthyThreshold: 2,
      statuses: [200, 204],
    });
    const short = compiled('{ a: { health: { path: / }, targets: [{ url: https://a }] } }').model?.backends.a?.health;
    expect(short).toMatchObject({ interval: 1, timeout: 5000, healthyThreshold: 2, unhealthyThreshold: 2 });
    expect([short?.statuses.at(0), short?.statuses.at(-1)]).toEqual([200, 299]);
  });

  it('reads priorities, slow start and what a request is placed by', () => {
    const { model, problems } = compiled(
      '{ a: { balance: consistent-hash, hashOn: { header: X-Tenant }, slowStart: 30s, targets: [{ url: https://a, priority: 0 }, { url: https://b, priority: 2 }] } }',
    );
    expect(problems).toEqual([]);
    expect(model?.backends.a).toEqual({
      balance: 'consistent-hash',
      hashOn: { kind: 'header', name: 'x-tenant' },
      slowStart: 30_000,
      targets: [
        { url: 'https://a', weight: 1 },
        { url: 'https://b', weight: 1, priority: 2 },
      ],
    });
  });

  it('reads where targets are looked up, in one place or in several', () => {
    const { model, problems } = compiled(
      '{ a: { targets: { srv: _https._tcp.planner.internal, path: /v2/ } }, b: { targets: [{ cloudMap: { namespace: internal, service: planner }, port: 8080, priority: 1, weight: 3 }, { url: https://b }] } }',
    );
    expect(problems).toEqual([]);
    expect(model?.backends.a).toEqual({
      balance: 'least-latency',
      targets: [],
      sources: [
        { kind: 'srv', name: '_https._tcp.planner.internal', scheme: 'https', path: '/v2', weight: 1, priority: 0 },
      ],
    });
  });

  it.each<[string, object]>([
    ['protocol: http1', {}],
    [
      'protocol: http2, tls: { ca: a/ca, serverName: b.internal }',
      { protocol: 'http2', tls: { ca: 'a/ca', serverName: 'b.internal' } },
    ],
    ['auth: { sigv4: { service: vpc-lattice-svcs } }', { auth: { kind: 'sigv4', service: 'vpc-lattice-svcs' } }],
    ['auth: { basic: { secret: a } }', { auth: { kind: 'basic', secret: 'a' } }],
    [
      'auth: { oauth2: { tokenUrl: https://id/token, secret: a, audience: b, credentialsIn: body } }',
      {
        auth: {
          kind: 'oauth2',
          tokenUrl: 'https://id/token',
          secret: 'a',
          scopes: [],
          audience: 'b',
          credentialsIn: 'body',
        },
      },
    ],
  ])('reads how targets are reached: %s', (settings, read) => {
    const { model, problems } = compiled(`{ a: { ${settings}, targets: [{ url: https://a }] } }`);
    expect(problems).toEqual([]);
    expect(model?.backends.a).toEqual({
      balance: 'least-latency',
      targets: [{ url: 'https://a', weight: 1 }],
      ...read,
    });
  });

  it.each([
    ['[]', 'x-gateway /x-gateway/backends: backends is [], expected an object of name: backend'],
    [
      '{ a: {} }',
      'x-gateway /x-gateway/backends/a: backends.a is {}, expected at least one target: targets: [{ url: https://… }]',
    ],
    [
      '{ a: { targets: [] } }',
      'x-gateway /x-gateway/backends/a/targets: backends.a.targets is [], expected at least one target: targets: [{ url: https://… }]',
    ],
    [
      '{ a: { targets: [{}] } }',
      'x-gateway /x-gateway/backends/a/targets/0: backends.a.targets.0 is {}, expected one of { url: https://host/path }, { srv: _https._tcp.NAME }, { cloudMap: { namespace, service } }',
    ],
    [
      '{ a: { targets: { srv: planner.internal } } }',
      'x-gateway /x-gateway/backends/a/targets/srv: backends.a.targets.srv is "planner.internal", expected the name of SRV records, such as _https._tcp.planner.internal',
    ],
    [
      '{ a: { targets: [{ url: https://a, srv: _http._tcp.a }] } }',
      'x-gateway /x-gateway/backends/a/targets/0: backends.a.targets.0 is {"url":"https://a","srv":"_http._tcp.a"}, expected one of { url: https://host/path }, { srv: _https._tcp.NAME }, { cloudMap: { namespace, service } }',
    ],
    [
      '{ a: { targets: [{ url: https://a, path: /b }] } }',
      'x-gateway /x-gateway/backends/a/targets/0/path: path is no part of a target by url: url says it',
    ],
    [
      '{ a: { targets: { cloudMap: { namespace: a } } } }',
      'x-gateway /x-gateway/backends/a/targets/cloudMap: backends.a.targets.cloudMap is {"namespace":"a"}, expected an object with namespace and service',
    ],
    [
      '{ a: { auth: { bearer: { secret: a }, basic: { secret: b } }, targets: [{ url: https://a }] } }',
      'x-gateway /x-gateway/backends/a/auth: backends.a.auth is {"bearer":{"secret":"a"},"basic":{"secret":"b"}}, expected one of { sigv4: { service } }, { bearer: { secret } }, { basic: { secret } }, { oauth2: { tokenUrl, secret } }',
    ],
    [
      '{ a: { auth: { bearer: {} }, targets: [{ url: https://a }] } }',
      'x-gateway /x-gateway/backends/a/auth/bearer: backends.a.auth.bearer is {}, expected an object with secret',
    ],
    [
      '{ a: { auth: { oauth2: { tokenUrl: http://id/token, secret: a } }, targets: [{ url: https://a }] } }',
      'x-gateway /x-gateway/backends/a/auth/oauth2/tokenUrl: backends.a.auth.oauth2.tokenUrl is "http://id/token", expected an https URL without query, such as https://id.example.com/oauth2/token',
    ],
    [
      '{ a: { targets: [https://a] } }',
      'x-gateway /x-gateway/backends/a/targets/0: backends.a.targets.0 is "https://a", expected one of { url: https://host/path }, { srv: _https._tcp.NAME }, { cloudMap: { namespace, service } }',
    ],
    [
      '{ a: { balance: roundrobin, targets: [{ url: https://a }] } }',
      'x-gateway /x-gateway/backends/a/balance: backends.a.balance is "roundrobin", expected least-latency, round-robin, weighted-random, consistent-hash (did you mean "round-robin")',
    ],
    [
      '{ a: { targets: [{ url: /v1 }] } }',
      'x-gateway /x-gateway/backends/a/targets/0/url: target url "/v1" is not an absolute URL, write https://host/path',
    ],
    [
      '{ a: { targets: [{ url: ftp://a }] } }',
      'x-gateway /x-gateway/backends/a/targets/0/url: target url "ftp://a" is not an absolute URL, write https://host/path',
    ],
    [
      '{ a: { targets: [{ url: https://u:p@a }] } }',
      'x-gateway /x-gateway/backends/a/targets/0/url: target url "https://u:p@a" holds a user name or password, send them by headers.request.set',
    ],
    [
      '{ a: { targets: [{ url: https://a?b }] } }',
      'x-gateway /x-gateway/backends/a/targets/0/url: target url "https://a?b" has a query or fragment, leave it away',
    ],
    [
      '{ a: { targets: [{ url: https://a, weight: 0 }] } }',
      'x-gateway /x-gateway/backends/a/targets/0/weight: backends.a.targets.0.weight is 0, expected a number above 0',
    ],
    [
      '{ a: { targets: [{ url: https://a, priority: -1 }] } }',
      'x-gateway /x-gateway/backends/a/targets/0/priority: backends.a.targets.0.priority is -1, expected a whole number from 0 to 128',
    ],
    [
      '{ a: { slowStart: 16m, targets: [{ url: https://a }] } }',
      'x-gateway /x-gateway/backends/a/slowStart: backends.a.slowStart is "16m", expected at most 15m',
    ],
    [
      '{ a: { hashOn: address, targets: [{ url: https://a }] } }',
      'x-gateway /x-gateway/backends/a/hashOn: hashOn is for balance: consistent-hash, not least-latency, write that or remove hashOn',
    ],
    [
      '{ a: { balance: consistent-hash, hashOn: { header: x, claim: sub }, targets: [{ url: https://a }] } }',
      'x-gateway /x-gateway/backends/a/hashOn: backends.a.hashOn is {"header":"x","claim":"sub"}, expected address, or one of { header: NAME }, { query: NAME }, { path: NAME }, { claim: NAME }',
    ],
    [
      '{ a: { balance: consistent-hash, hashOn: { header: "x y" }, targets: [{ url: https://a }] } }',
      'x-gateway /x-gateway/backends/a/hashOn/header: backends.a.hashOn.header is "x y", expected the name of a header field',
    ],
    [
      '{ a: { health: {}, targets: [{ url: https://a }] } }',
      'x-gateway /x-gateway/backends/a/health: backends.a.health is {}, expected a path to ask: { path: /healthz }',
    ],
    [
      '{ a: { health: { path: healthz }, targets: [{ url: https://a }] } }',
      'x-gateway /x-gateway/backends/a/health/path: backends.a.health.path is "healthz", expected a path such as /healthz, without spaces or #',
    ],
    [
      '{ a: { health: { path: /, interval: 30s }, targets: [{ url: https://a }] } }',
      'x-gateway /x-gateway/backends/a/health/interval: backends.a.health.interval is "30s", expected whole minutes from 1m to 60m: probes are scheduled by the minute',
    ],
    [
      '{ a: { health: { path: /, timeout: 11s }, targets: [{ url: https://a }] } }',
      'x-gateway /x-gateway/backends/a/health/timeout: backends.a.health.timeout is "11s", expected at most 10s',
    ],
    [
      '{ a: { health: { path: /, unhealthyThreshold: 6 }, targets: [{ url: https://a }] } }',
      'x-gateway /x-gateway/backends/a/health/unhealthyThreshold: backends.a.health.unhealthyThreshold is 6, expected a whole number from 1 to 5',
    ],
    [
      '{ a: { health: { path: /, status: [] }, targets: [{ url: https://a }] } }',
      'x-gateway /x-gateway/backends/a/health/status: backends.a.health.status is [], expected at least one status',
    ],
    [
      '{ a: { balance: consistent-hash, targets: [{ url: https://a }] } }',
      'x-gateway /x-gateway/backends/a/balance: balance consistent-hash needs hashOn beside it, such as hashOn: { header: x-tenant }',
    ],
    [
      '{ a: { balance: fair, targets: [{ url: https://a }] } }',
      'x-gateway /x-gateway/backends/a/balance: backends.a.balance is "fair", expected least-latency, round-robin, weighted-random, consistent-hash',
    ],
    [
      '{ "a b": { targets: [{ url: https://a }] } }',
      'x-gateway /x-gateway/backends/a b: backends.a b is "a b", expected a name of letters, digits, - and _ that starts with a letter',
    ],
  ])('refuses %s', (backends, problem) => {
    expect(compiled(backends).problems).toContain(`error ${problem}`);
  });
});
