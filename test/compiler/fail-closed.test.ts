import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compile } from '../../lib/compiler/index.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';
import { draws } from '../support/draws.ts';
import { securityDifferences } from '../support/security-differences.ts';

type Json = Readonly<Record<string, unknown>>;
/** How many operations were compared; 0 where the document is refused. */
function compare(root: Json, resourceQuota: number): number {
  const defaultIssuer = { issuer: 'https://id.example.com', audience: null };
  const backend = ['https://api.example.com'];
  const source = parseDocument('a.json', JSON.stringify(root));
  const { model } = compile(source, { defaultIssuer, backend, resourceQuota });
  if (model === undefined) return 0;
  const { compared, differences } = securityDifferences(root, model);
  expect(differences).toEqual([]);
  return compared;
}

const POOL = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc';
const SCHEMES = {
  session: { type: 'openIdConnect', openIdConnectUrl: 'https://id.example.com/.well-known/openid-configuration' },
  partner: { type: 'oauth2', flows: {} },
  bearer: { type: 'http', scheme: 'Bearer' },
  proof: { type: 'http', scheme: 'DPoP' },
  alias: { $ref: '#/components/securitySchemes/partner' },
  key: { type: 'apiKey', in: 'header', name: 'X-API-Key', 'x-amazon-apigateway-authorizer': { type: 'token' } },
  'the same key': { type: 'apiKey', in: 'header', name: 'x-api-key' },
  basic: { type: 'http', scheme: 'basic' },
  query: { type: 'apiKey', in: 'query', name: 'x-api-key' },
  own: { type: 'apiKey', in: 'header', name: 'X-Own-Key' },
  jar: { type: 'apiKey', in: 'cookie', name: 'x-api-key' },
  signed: { type: 'http', scheme: 'signature' },
  asked: {
    type: 'oauth2',
    'x-gateway': { introspection: { url: 'https://id.example.com/ask', secret: 's' }, audience: null },
  },
  aws: { type: 'apiKey', in: 'header', name: 'Authorization', 'x-gateway': { type: 'iam' } },
  pool: { type: 'oauth2', 'x-gateway': { type: 'cognito', userPools: [POOL] } },
  ['__proto__']: { type: 'apiKey', in: 'query', name: '__proto__' },
  constructor: { type: 'http', scheme: 'basic' },
};

const often = <T>(value: fc.Arbitrary<T>, weight: number) => ({ arbitrary: value, weight });
const schemeName = fc.oneof(
  often(fc.constantFrom('session', 'partner', 'bearer', 'alias', 'key', 'basic', 'query', 'own', 'jar', 'asked'), 12),
  often(fc.constantFrom('the same key', 'proof', 'signed', '__proto__', 'constructor'), 3),
  often(fc.constantFrom('aws', 'pool', 'mistyped'), 1),
);
const scopes = fc.subarray(['read', 'write']);
const requirement = fc
  .array(fc.tuple(schemeName, fc.oneof(often(fc.constant([]), 4), often(scopes, 1))), { maxLength: 2 })
  .map((entries) => Object.fromEntries(entries));
const alone = fc.tuple(fc.constantFrom('session', 'partner'), scopes).map(([one, some]) => ({ [one]: some }));
const security = fc.oneof(
  often(fc.array(alone, { maxLength: 3 }), 2),
  often(
    fc.constantFrom(
      [{ key: [] }],
      [{ key: [], session: ['read'] }],
      [{ aws: [] }],
      [{ pool: ['read'] }, { pool: ['read'] }],
    ),
    1,
  ),
  often(
    fc.constantFrom([{ key: [] }, { session: ['read'] }], [{ key: [] }, {}], [{ own: [] }, { key: [], basic: [] }]),
    1,
  ),
  often(fc.array(requirement, { maxLength: 3 }), 4),
);
const policy = fc.constantFrom<Json>(
  {},
  { stream: true },
  { mock: { status: 204 } },
  { cors: { origins: '*' } },
  { cors: null, throttle: null, headers: null },
  { disabled: true },
  { throttle: { rate: 1, burst: 1 } },
);
const operation = fc.record(
  { security, 'x-gateway': policy, 'x-amazon-apigateway-request-validator': fc.constant('none') },
  { requiredKeys: [] },
);
const item = fc.record(
  { get: operation, post: operation, $ref: fc.constant('#/components/pathItems/shared'), 'x-gateway': policy },
  { requiredKeys: [] },
);
const path = fc
  .array(fc.constantFrom('a', 'b', '{x}', '{y}', '{x}.json', 'é'), { maxLength: 3 })
  .filter((parts) => new Set(parts).size === parts.length && !(parts.includes('{x}') && parts.includes('{x}.json')))
  .map((parts) => `/${parts.join('/')}`);
const document = fc
  .record({
    security: fc.option(security, { nil: undefined }),
    paths: fc.dictionary(path, item, { maxKeys: 6 }),
    shared: operation,
    policy,
  })
  .map(({ shared, policy: root, ...rest }) => ({
    openapi: '3.1.0',
    ...rest,
    'x-gateway': 'disabled' in root ? {} : root,
    components: { securitySchemes: SCHEMES, pathItems: { shared: { delete: shared } } },
  }));

describe('compile', () => {
  it('lets in exactly whom the document lets in, or refuses the document', () => {
    let compared = 0;
    fc.assert(
      fc.property(document, fc.constantFrom(4, 300), (root, quota) => {
        compared += compare(root, quota);
      }),
      { numRuns: draws(500) },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it('does so for real documents', () => {
    const folder = join(import.meta.dirname, '..', 'data', 'openapi');
    const counts = readdirSync(folder).map((file) => {
      const root: Json = JSON.parse(gunzipSync(readFileSync(join(folder, file))).toString());
      return compare(root, 300);
    });
    expect(counts.every((count) => count > 0)).toBe(true);
  });
});
