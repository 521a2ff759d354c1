import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

const problems = (targets: string, auth: string) =>
  compileYaml(`x-gateway: { backends: { a: { targets: ${targets}, auth: ${auth} } } }
paths: { /a: { get: {} } }`).problems.filter((problem) => problem.includes('credentials-in-clear'));

const BEARER = '{ bearer: { secret: s } }';

describe('credentialsInClear', () => {
  it.each([
    ['bearer', BEARER],
    ['basic', '{ basic: { secret: s } }'],
    ['oauth2', '{ oauth2: { tokenUrl: https://id.example.com/token, secret: s } }'],
  ])('refuses to send a secret to a target without TLS: %s', (kind, auth) => {
    expect(problems('[{ url: https://x.example.com }, { url: http://y.example.com/b }]', auth)).toEqual([
      `error credentials-in-clear /x-gateway/backends/a/auth: auth ${kind} would send its secret to http://y.example.com/b in clear text, reach that target by https`,
    ]);
  });

  it.each([
    ['{ srv: _http._tcp.x.internal }', '_http._tcp.x.internal'],
    ['{ cloudMap: { namespace: n, service: s } }', 's of n (scheme: http)'],
  ])('sees targets that are looked up: %s', (targets, place) => {
    expect(problems(targets, BEARER)).toEqual([expect.stringContaining(`to ${place} in clear text`)]);
  });

  it.each([
    ['{ sigv4: { service: execute-api } }', '[{ url: http://x.example.com }]'],
    [BEARER, '{ srv: _https._tcp.x.internal }'],
    [BEARER, '{ cloudMap: { namespace: n, service: s }, scheme: https }'],
    [BEARER, '[{ url: http://localhost:4000 }, { url: "http://127.0.0.1:4001" }, { url: "http://[::1]:4002" }]'],
  ])('lets pass what nobody on the way can use, or what goes no way: %s to %s', (auth, targets) => {
    expect(problems(targets, auth)).toEqual([]);
  });
});
