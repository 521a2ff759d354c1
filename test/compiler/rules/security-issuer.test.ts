import { describe, expect, it } from '@jest/globals';
import type { CompileOptions } from '../../../lib/compiler/compile.ts';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('securityIssuer', () => {
  const compiled = (scheme: string, options?: CompileOptions) =>
    compileYaml(
      `
    security: [{ s: [read] }]
    paths: { /a: { get: {} } }
    components: { securitySchemes: { s: ${scheme} } }
  `,
      options,
    );

  it('reads the issuer of OpenID Connect from its metadata URL', () => {
    const { model, problems } = compiled(
      '{ type: openIdConnect, openIdConnectUrl: https://id.example.com/t/.well-known/openid-configuration, x-gateway: { audience: a } }',
    );
    expect(problems).toEqual([]);
    expect(model?.schemes).toEqual({
      s: {
        kind: 'jwt',
        issuers: [
          {
            issuer: 'https://id.example.com/t',
            audience: ['a'],
            discoveryUrl: 'https://id.example.com/t/.well-known/openid-configuration',
            algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
          },
        ],
      },
    });
  });

  it.each([
    ['http, scheme: Bearer', 'audience: null', null],
    ['oauth2', 'audience: [a, b]', ['a', 'b']],
  ])('reads the issuer of { type: %s, … } from x-gateway with %s', (type, given, audience) => {
    const { model } = compiled(`{ type: ${type}, x-gateway: { issuer: https://id.example.com/, ${given} } }`);
    const discoveryUrl = 'https://id.example.com/.well-known/openid-configuration';
    expect(model?.schemes).toMatchObject({
      s: { issuers: [{ issuer: 'https://id.example.com/', audience, discoveryUrl }] },
    });
  });

  it('takes an issuer that the deployment binds before the own one', () => {
    const issuers = { s: { issuer: 'https://b.example.com', audience: 'b', discoveryUrl: 'https://b.example.com/d' } };
    const { model } = compiled('{ type: oauth2, x-gateway: { issuer: https://a.example.com, audience: a } }', {
      issuers,
    });
    expect(model?.schemes).toMatchObject({
      s: { issuers: [{ issuer: 'https://b.example.com', audience: ['b'], discoveryUrl: 'https://b.example.com/d' }] },
    });
  });

  it('binds what is missing to the default issuer, and says so', () => {
    const defaultIssuer = { issuer: 'https://local.example.com', audience: 'local' };
    const { model, problems } = compiled('{ type: oauth2 }', { defaultIssuer });
    expect(model?.schemes).toMatchObject({
      s: { issuers: [{ issuer: 'https://local.example.com', audience: ['local'] }] },
    });
    expect(problems).toEqual([
      'info security-issuer /components/securitySchemes/s: security scheme "s" is bound to issuer https://local.example.com and audience "local" for development',
    ]);
  });

  it.each([
    [
      '{ type: oauth2 }',
      'security scheme "s" names no issuer, give it x-gateway: { issuer: https://…, audience: … } (audience: null accepts any), or pass issuers',
    ],
    [
      '{ type: openIdConnect, openIdConnectUrl: https://a/.well-known/openid-configuration }',
      'security scheme "s" names no audience, give it x-gateway: { issuer: https://…, audience: … } (audience: null accepts any), or pass issuers',
    ],
    [
      '{ type: oauth2, x-gateway: { issuer: http://id.example.com, audience: a } }',
      'security scheme "s" trusts "http://id.example.com", expected an https URL without query and fragment',
    ],
    [
      '{ type: oauth2, x-gateway: { issuer: "https://id.example.com?x", audience: a, discoveryUrl: https://id.example.com/d } }',
      'security scheme "s" trusts "https://id.example.com?x", expected an https URL without query and fragment',
    ],
  ])('refuses %s', (scheme, message) => {
    expect(compiled(scheme).problems).toEqual([`error security-issuer /components/securitySchemes/s: ${message}`]);
  });

  it.each([
    [
      '{ issuer: https://a, audiance: a, audience: a }',
      'error known-keys /components/securitySchemes/s/x-gateway/audiance: unknown key "audiance", did you mean "audience", allowed here: type, issuer, issuers, audience, discoveryUrl, jwksUrl, algorithms, clockSkew, maxTokenLifetime, requireAtJwt, claims, bound, introspection, window, secret, userPools, cacheTtl',
    ],
    [
      '{ issuer: https://a, audience: [] }',
      'error x-gateway /components/securitySchemes/s/x-gateway/audience: audience is [], expected a text, a list of texts, or null to accept any',
    ],
  ])('refuses x-gateway: %s', (gateway, problem) => {
    expect(compiled(`{ type: oauth2, x-gateway: ${gateway} }`).problems).toContain(problem);
  });

  it('says of a mistyped key no more than that', () => {
    expect(compiled('{ type: oauth2, x-gateway: { issuer: https://id.example.com, audiance: a } }').problems).toEqual([
      'error known-keys /components/securitySchemes/s/x-gateway/audiance: unknown key "audiance", did you mean "audience", allowed here: type, issuer, issuers, audience, discoveryUrl, jwksUrl, algorithms, clockSkew, maxTokenLifetime, requireAtJwt, claims, bound, introspection, window, secret, userPools, cacheTtl',
    ]);
  });
});
