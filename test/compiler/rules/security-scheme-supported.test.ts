import { describe, expect, it } from '@jest/globals';
import { authorizerConfig, routerConfig } from '../../../lib/compiler/index.ts';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('securitySchemeSupported', () => {
  it.each([
    ['{ type: http, scheme: digest }', 'http digest cannot be enforced, only bearer, dpop, basic and signature'],
    ['{ type: apiKey, in: cookie, name: "a b" }', 'an API key in cookie "a b" stands in a field that cannot carry one'],
    [
      '{ type: apiKey, in: body, name: key }',
      'an API key in body "key" cannot be enforced, only in a header, the query or a cookie',
    ],
    ['{ type: apiKey, in: header }', 'an API key in header missing has no name'],
    [
      '{ type: apiKey, in: header, name: Connection }',
      'an API key in header "Connection" stands in a field that cannot carry one',
    ],
    ['{ type: apiKey, in: header, name: "a b" }', 'an API key in header "a b" stands in a field that cannot carry one'],
    ['{ type: openIdconnect }', 'type "openIdconnect" is none of OpenAPI\'s'],
    ['{}', "type missing is none of OpenAPI's"],
  ])('refuses %s where an operation needs it', (scheme, why) => {
    expect(
      compileYaml(`
      paths: { /a: { get: { security: [{ s: [] }] } } }
      components: { securitySchemes: { s: ${scheme} } }
    `).problems,
    ).toEqual([
      `error security-scheme-supported /components/securitySchemes/s: security scheme "s": ${why}; needed by 1 operation, first "GET /a": take it out of their security, or disable them by x-gateway: { disabled: true }`,
    ]);
  });

  it('enforces an API key in a cookie, which is no field of its own, and tells what nothing enforces', () => {
    const { model, problems } = compileYaml(`
      paths: { /a: { get: { security: [{ s: [] }] } } }
      components: { securitySchemes: { s: { type: apiKey, in: cookie, name: session } } }
    `);
    expect(model?.schemes).toEqual({ s: { kind: 'api-key', in: 'cookie', name: 'session' } });
    expect(model && routerConfig(model).hiddenCookies).toEqual(['session']);
    expect(model && authorizerConfig(model)?.groups).toEqual([]);
    expect(problems).toEqual([
      'info security-caching /paths/~1a/get/security: the authorizer is asked for each request: what "s" proves is not told by one whole field of a request',
      'warning security-scheme-supported /components/securitySchemes/s: security scheme "s": browsers send the cookie "session" along whoever\'s page asks, set it with SameSite=Strict, or take a header',
    ]);
  });

  it('does not mind one that nothing needs', () => {
    expect(
      compileYaml(`
      paths: { /a: { get: { security: [] } }, /b: { get: { security: [{ s: [] }], x-gateway: { disabled: true } } } }
      components: { securitySchemes: { s: { type: http, scheme: digest } } }
    `).problems,
    ).toEqual([]);
  });
});
