import { describe, expect, it } from '@jest/globals';
import { compileYaml, operationOf } from '../../support/compile-yaml.ts';

const POOL = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc';
const SCHEMES = `
      components:
        securitySchemes:
          key: { type: apiKey, in: header, name: X-Api-Key }
          session: { type: http, scheme: bearer, x-gateway: { issuer: https://a.example.com, audience: a } }
          partner: { type: oauth2, x-gateway: { issuer: https://b.example.com, audience: b } }
          password: { type: http, scheme: basic }
          aws: { type: apiKey, in: header, name: Authorization, x-gateway: { type: iam } }
          pool: { type: oauth2, x-gateway: { type: cognito, userPools: ["${POOL}"] } }
`;

describe('securityAlternatives', () => {
  const compiled = (security: string, plan = '') =>
    compileYaml(`
      x-gateway: { plans: { free: { ${plan} } } }
      paths:
        /a: { get: { operationId: a, security: ${security} } }
        /keyed: { get: { operationId: keyed, security: [{ key: [] }] } }
      ${SCHEMES}
    `);

  it.each([
    ['[]', { apiKey: false, requirements: undefined }],
    ['[{}]', { apiKey: false, requirements: undefined }],
    ['[{ key: [] }]', { apiKey: true, requirements: undefined }],
    ['[{ session: [] }]', { apiKey: false, requirements: [[['session', []]]] }],
    ['[{ session: [] }, {}]', { apiKey: false, requirements: [[['session', []]], []] }],
    [
      '[{ session: [read, write] }, { partner: [read] }]',
      { apiKey: false, requirements: [[['session', ['read', 'write']]], [['partner', ['read']]]] },
    ],
    [
      '[{ session: [], partner: [a] }]',
      {
        apiKey: false,
        requirements: [
          [
            ['session', []],
            ['partner', ['a']],
          ],
        ],
      },
    ],
    [
      '[{ session: [], key: [] }, { key: [], partner: [] }]',
      { apiKey: true, requirements: [[['session', []]], [['partner', []]]] },
    ],
    ['[{ aws: [], key: [] }]', { apiKey: true, requirements: undefined, native: { kind: 'iam' } }],
    [
      '[{ pool: [a] }]',
      {
        apiKey: false,
        requirements: undefined,
        native: { kind: 'cognito', scheme: 'pool', userPools: [POOL], scopes: ['a'] },
      },
    ],
  ])('enforces %s as declared', (security, expected) => {
    const { requirements, ...found } = operationOf(compiled(security), 'a').security;
    const pairs = requirements?.map((all) => all.map(({ scheme, scopes }) => [scheme, scopes]));
    expect({ ...found, requirements: pairs }).toEqual(expected);
  });

  it('has keys named by the authorizer where a token may stand in for one', () => {
    const result = compiled('[{ key: [] }, { session: [] }]', 'default: true');
    expect(result.model?.keySource).toBe('AUTHORIZER');
    expect(operationOf(result, 'a').security).toMatchObject({ apiKey: true, metered: true });
    const keyed = operationOf(result, 'keyed').security;
    expect(keyed).toEqual({ apiKey: true, metered: true, requirements: [[{ scheme: 'key', scopes: [] }]] });
  });

  it('has keys judged by the authorizer where a plan may not call everything', () => {
    const result = compiled('[{ session: [] }]', 'allow: [keyed]');
    expect(result.model?.keySource).toBe('HEADER');
    expect(operationOf(result, 'keyed').security).toEqual({
      apiKey: true,
      requirements: [[{ scheme: 'key', scopes: [] }]],
    });
  });

  const aws = '"aws" is checked by API Gateway itself, for a whole method';
  it.each([
    ['[{ aws: [] }, { session: [] }]', `error: ${aws}: nothing can stand in for it, give it an operation of its own`],
    ['[{ aws: [] }, {}]', `error: ${aws}: nothing can stand in for it, give it an operation of its own`],
    [
      '[{ aws: [], session: [] }]',
      `error: ${aws}: no other credential can be asked for beside it, give each an operation of its own`,
    ],
    [
      '[{ aws: [], pool: [] }]',
      `error: ${aws}: no other credential can be asked for beside it, give each an operation of its own`,
    ],
    [
      '[{ pool: [a, b] }]',
      'error: "pool" is checked by API Gateway itself, for a whole method, which takes any one of several scopes for enough: name one, or give the scheme the issuer of its pool (https://cognito-idp.REGION.amazonaws.com/POOL), which the authorizer checks',
    ],
    [
      '[{ key: [read] }]',
      'error: scopes of "key" mean nothing to who checks it, so they cannot be enforced: remove them',
    ],
    [
      '[{ session: [], password: [] }]',
      'warning: nobody can meet this alternative: a token and a password both need the one Authorization field',
    ],
    [
      '[{ session: ["read write"] }]',
      'warning: no token can hold the scope "read write" (RFC 6749 section 3.3), so nobody can meet this alternative: list scopes one by one',
    ],
  ])('says what is wrong with %s', (security, expected) => {
    const [severity, message] = expected.split(/: (.*)/s);
    const found = compiled(security).problems.filter((line) => !line.startsWith('info'));
    expect(found).toEqual([`${severity} security-alternatives /paths/~1a/get/security: ${message}`]);
  });

  it('refuses a signature beside a key that would have to come from the authorizer', () => {
    const { problems } = compileYaml(`
      x-gateway: { plans: { free: { default: true } } }
      paths:
        /a: { get: { security: [{ aws: [], key: [] }] } }
        /b: { get: { security: [{ session: [] }, { key: [] }] } }
      ${SCHEMES}
    `);
    expect(problems).toContain(
      `error security-alternatives /paths/~1a/get/security: ${aws}, and the API takes keys from the authorizer (another operation takes a token in place of a key): the key beside it would never arrive`,
    );
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
