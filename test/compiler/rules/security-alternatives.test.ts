import { describe, expect, it } from '@jest/globals';
import { compileYaml, operationOf } from '../../support/compile-yaml.ts';

describe('securityAlternatives', () => {
  const compiled = (security: string) =>
    compileYaml(`
    x-gateway: { plans: { free: {} } }
    paths: { /a: { get: { operationId: a, security: ${security} } }, /keyed: { get: { security: [{ key: [] }] } } }
    components:
      securitySchemes:
        key: { type: apiKey, in: header, name: X-Api-Key }
        session: { type: http, scheme: bearer, x-gateway: { issuer: https://a.example.com, audience: a } }
        partner: { type: oauth2, x-gateway: { issuer: https://b.example.com, audience: b } }
  `);

  it.each([
    ['[]', false, undefined],
    ['[{}]', false, undefined],
    ['[{ key: [] }]', true, undefined],
    ['[{ session: [] }]', false, [[['session', []]]]],
    [
      '[{ session: [read, write] }, { partner: [read] }]',
      false,
      [[['session', ['read', 'write']]], [['partner', ['read']]]],
    ],
    ['[{ session: [], key: [] }, { key: [], partner: [] }]', true, [[['session', []]], [['partner', []]]]],
  ])('enforces %s as declared', (security, apiKey, requirements) => {
    const found = operationOf(compiled(security), 'a').security;
    const pairs = found.requirements?.map((all) => all.map(({ scheme, scopes }) => [scheme, scopes]));
    expect({ apiKey: found.apiKey, requirements: pairs }).toEqual({ apiKey, requirements });
  });

  it.each([
    [
      '[{ key: [] }, { session: [] }]',
      'a choice between an API key and a token (API Gateway asks for the key on its own: require both, or one of them) cannot be enforced yet',
    ],
    [
      '[{ key: [] }, { key: [], session: [] }]',
      'a choice between an API key and a token (API Gateway asks for the key on its own: require both, or one of them) cannot be enforced yet',
    ],
    ['[{ session: [] }, {}]', 'an optional credential ({} beside others) cannot be enforced yet'],
    [
      '[{ session: [], partner: [] }]',
      'two tokens at once need the one Authorization header both: this cannot be enforced yet',
    ],
    ['[{ key: [read] }]', 'scopes of the API key "key" mean nothing to a usage plan: they cannot be enforced yet'],
  ])('refuses %s', (security, message) => {
    expect(compiled(security).problems).toEqual([`error security-alternatives /paths/~1a/get/security: ${message}`]);
  });

  it('lets an operation inherit, replace and remove the security of the document', () => {
    const { model } = compileYaml(`
      security: [{ session: [] }]
      paths: { /a: { get: {}, put: { security: [] }, post: { security: [{ session: [write] }] } } }
      components: { securitySchemes: { session: { type: http, scheme: bearer, x-gateway: { issuer: https://a, audience: a } } } }
    `);
    const byMethod = model?.operations.map(({ method, security }) => [method, security.requirements?.[0]?.[0]?.scopes]);
    expect(Object.fromEntries(byMethod ?? [])).toEqual({ GET: [], PUT: undefined, POST: ['write'] });
  });
});
