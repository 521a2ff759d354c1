import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

const COMPONENTS = `components: { securitySchemes: {
  key: { type: apiKey, in: header, name: x-api-key },
  token: { type: http, scheme: bearer, x-gateway: { issuer: 'https://id.example.com' } } } }`;
const warnings = (yaml: string) =>
  compileYaml(`${yaml}\n${COMPONENTS}`).problems.filter((problem) => problem.includes('cache-caller'));

describe('cacheCaller', () => {
  it('tells once where it is said, for all operations that know no caller', () => {
    expect(
      warnings(`x-gateway: { cache: { private: true } }
paths: { /a: { get: { operationId: a }, head: {}, put: {} }, /b: { get: { security: [{ key: [] }] } } }`),
    ).toEqual([
      'warning cache-caller /x-gateway/cache/private: private keeps nothing apart for a and 1 more: nothing there tells who asks; add security, or remove it',
    ]);
  });

  it('wants a token for claims', () => {
    const get = (security: string) =>
      `get: { operationId: a, security: [${security}], x-gateway: { cache: { key: { claims: [tenant] } } } }`;
    expect(warnings(`paths: { /a: { ${get('{ token: [] }')} } }`)).toEqual([]);
    expect(warnings(`paths: { /a: { ${get('{ key: [] }')} } }`)).toEqual([
      'warning cache-caller /paths/~1a/get/x-gateway/cache/key/claims: key.claims keeps nothing apart for a: nothing there tells the claims of a token; add a token to the security, or remove it',
    ]);
  });

  it('is silent where it was taken away', () => {
    const taken = 'get: { x-gateway: { cache: { private: null, ttl: 1s } } }';
    expect(warnings(`x-gateway: { cache: { private: true } }\npaths: { /a: { ${taken} } }`)).toEqual([]);
  });
});
