import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { verifyJwt } from '../../../lambdas/adapters/credentials/verify-jwt.ts';
import { type AuthorizerParts, authorize } from '../../../lambdas/authorizer/authorize.ts';
import { openGroups } from '../../../lambdas/authorizer/groups.ts';
import type { Refusal } from '../../../lambdas/authorizer/log-refusal.ts';
import type { JwtSchemeConfig } from '../../../lambdas/core/authorizer-config.ts';
import { compileRoutes } from '../../../lambdas/core/routing/compile-routes.ts';
import { startTestIssuer, type TestIssuer } from '../../support/start-test-issuer.ts';
import { createTestKey, encode } from '../../support/test-key.ts';
import { verifierParts } from '../../support/verifier-parts.ts';

const now = 1_800_000_000_000;
const seconds = now / 1000;
const arn = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef/prod/GET/pets/1';
const claims = {
  iss: 'https://id.example.com',
  aud: 'pets',
  sub: 'me',
  scope: 'read',
  iat: seconds,
  exp: seconds + 3600,
};
const keys = (['RS256', 'PS256', 'ES256', 'EdDSA'] as const).map((algorithm) => createTestKey(algorithm));
const [rs, , es] = keys as [(typeof keys)[0], (typeof keys)[0], (typeof keys)[0]]; // four were made
const stranger = createTestKey('ES256', es.kid);

let issuer: TestIssuer;
let config: JwtSchemeConfig;
let parts: AuthorizerParts;
let log: Refusal[];

beforeAll(async () => {
  issuer = await startTestIssuer();
  issuer.publish(...keys);
});
afterAll(() => issuer.close());
beforeEach(() => {
  log = [];
  config = {
    kind: 'jwt',
    issuers: [
      {
        issuer: issuer.issuer,
        audience: ['pets'],
        discoveryUrl: issuer.discoveryUrl,
        algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      },
    ],
  };
  const operations = [
    { id: 'getPet', method: 'GET', path: '/pets/{id}', requirements: [[{ scheme: 'session', scopes: ['read'] }]] },
    { id: 'putPet', method: 'PUT', path: '/pets/{id}', requirements: [[{ scheme: 'session', scopes: ['write'] }]] },
    { id: 'listPets', method: 'GET', path: '/pets', requirements: [[], [{ scheme: 'session', scopes: [] }]] },
  ];
  parts = {
    config: { id: 'c0ffee', schemes: { session: config } },
    routes: compileRoutes(operations),
    groups: openGroups({ operations }),
    tokenPlanKeys: undefined,
    verifiers: new Map([['session', verifyJwt(config, verifierParts(issuer.resolve))]]),
    log: (refusal) => log.push(refusal),
  };
});

const event = (given: object = {}) => ({
  methodArn: arn,
  resource: '/pets/{id}',
  path: '/pets/1',
  httpMethod: 'GET',
  requestContext: { domainName: 'api.example.com', path: '/prod/pets/1', identity: { sourceIp: '192.0.2.1' } },
  multiValueQueryStringParameters: {},
  pathParameters: { id: '1' },
  multiValueHeaders: {},
  ...given,
});
const bearing = (...tokens: string[]) => ({ Authorization: tokens.map((token) => `Bearer ${token}`) });
const call = (...tokens: string[]) => authorize(event({ multiValueHeaders: bearing(...tokens) }), parts, now);

describe('authorize', () => {
  it.each(keys.map((key) => [key.algorithm, key] as const))('allows a token signed with %s', async (_, key) => {
    expect(await call(key.signToken(claims))).toEqual({
      principalId: 'me',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: arn }],
      },
      context: {
        operation: 'getPet',
        subject: 'me',
        scopes: 'read',
        issuer: 'https://id.example.com',
        expires: String(now + 3_630_000),
      },
    });
    expect(log).toEqual([]);
  });

  it('denies a token without the scope, saying so', async () => {
    const headers = bearing(es.signToken(claims));
    const answer = await authorize(event({ httpMethod: 'PUT', multiValueHeaders: headers }), parts, now);
    expect(answer).toMatchObject({
      policyDocument: { Statement: [{ Effect: 'Deny' }] },
      context: { reason: 'scope-missing', scope: 'write' },
    });
    expect(log).toMatchObject([{ reason: 'scope-missing', operation: 'putPet' }]);
  });

  it.each([
    ['an unknown path', { resource: '/{proxy+}', pathParameters: { proxy: 'owners/1' } }],
    ['an unknown method', { httpMethod: 'DELETE' }],
    ['a path above', { resource: '/{proxy+}', pathParameters: { proxy: 'owners/..' } }],
  ])('denies %s whatever the token', async (_, given) => {
    const answer = await authorize(event({ ...given, multiValueHeaders: bearing(es.signToken(claims)) }), parts, now);
    expect(answer).toMatchObject({
      policyDocument: { Statement: [{ Effect: 'Deny' }] },
      context: { reason: 'operation-unknown' },
    });
  });

  it('allows nobody in particular where the document makes credentials optional', async () => {
    const answer = await authorize(event({ resource: '/pets', pathParameters: {} }), parts, now);
    expect(answer).toMatchObject({ principalId: 'anonymous', context: { operation: 'listPets' } });
  });

  it('throws what becomes a 500 while the issuer gives no keys', async () => {
    const nowhere = verifierParts(() => 'http://127.0.0.1:1/');
    const down = { ...parts, verifiers: new Map([['session', verifyJwt(config, nowhere)]]) };
    const request = authorize(event({ multiValueHeaders: bearing(es.signToken(claims)) }), down, now);
    await expect(request).rejects.toMatchObject({ name: 'Unavailable' });
  });

  it('asks the issuer for keys only, and only for tokens that name it', async () => {
    const before = issuer.requests.length;
    const elsewhere = { jku: 'https://id.example.com/evil', x5u: 'https://id.example.com/evil' };
    await call(es.signToken({ ...claims, iss: 'https://id.example.com/evil' })).catch(() => undefined);
    expect(issuer.requests).toHaveLength(before);
    await call(es.signToken(claims, elsewhere));
    expect(issuer.requests.slice(before)).toEqual(['/.well-known/openid-configuration', '/jwks']);
  });
});

const header = (given: object) => JSON.stringify({ kid: es.kid, ...given });
const payload = JSON.stringify(claims);
const hmac = (secret: string | Buffer, kid: string) => {
  const input = `${encode(JSON.stringify({ alg: 'HS256', kid }))}.${encode(payload)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
};
const good = es.signToken(claims);
const [goodHeader = '', goodPayload = '', goodSignature = ''] = good.split('.');
const lastBitFlipped = (text: string) => {
  const bytes = Buffer.from(text, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  return bytes.toString('base64url');
};

/** Classes of RFC 8725, PortSwigger's JWT labs and the CVEs of other gateways. */
const forgeries: readonly (readonly [name: string, tokens: readonly string[], reason: string])[] = [
  ['no token', [], 'credential-absent'],
  ['the token twice', [good, good], 'credential-repeated'],
  ['two tokens in one line', [`${good}, ${good}`], 'credential-malformed'],
  ['alg none', [`${encode(header({ alg: 'none' }))}.${goodPayload}.`], 'token-malformed'],
  [
    'alg none with the signature',
    [`${encode(header({ alg: 'none' }))}.${goodPayload}.${goodSignature}`],
    'algorithm-refused',
  ],
  ['alg nOnE', [`${encode(header({ alg: 'nOnE' }))}.${goodPayload}.AA`], 'algorithm-refused'],
  [
    'HS256 with the public key as PEM',
    [hmac(rs.publicKey.export({ type: 'spki', format: 'pem' }), rs.kid)],
    'algorithm-refused',
  ],
  ['HS256 with the public key as JWK', [hmac(JSON.stringify(rs.publicJwk), rs.kid)], 'algorithm-refused'],
  ['HS256 with the modulus', [hmac(Buffer.from(rs.publicJwk.n ?? '', 'base64url'), rs.kid)], 'algorithm-refused'],
  ['HS256 with an empty secret', [hmac('', rs.kid)], 'algorithm-refused'],
  ['another key under a known id', [stranger.signToken(claims)], 'signature-invalid'],
  ['an unknown key id', [es.signToken(claims, { kid: 'unknown' })], 'key-unknown'],
  ['the id of a key for another algorithm', [es.signToken(claims, { kid: rs.kid })], 'key-unknown'],
  ['a key id that is a path', [es.signToken(claims, { kid: '../../../dev/null' })], 'key-unknown'],
  ['RS256 said of an ES256 signature', [es.signToken(claims, { alg: 'RS256', kid: rs.kid })], 'signature-invalid'],
  ['PS256 said of an RS256 signature', [rs.signToken(claims, { alg: 'PS256' })], 'key-unknown'],
  ['an algorithm outside the config', [rs.signToken(claims, { alg: 'RS512' })], 'algorithm-refused'],
  ['an embedded key', [stranger.signToken(claims, { jwk: stranger.publicJwk })], 'signature-invalid'],
  [
    'an embedded key with an id of its own',
    [stranger.signToken(claims, { jwk: stranger.publicJwk, kid: 'mine' })],
    'key-unknown',
  ],
  ['a key address', [stranger.signToken(claims, { jku: 'https://evil.example.com/jwks' })], 'signature-invalid'],
  ['an embedded certificate', [stranger.signToken(claims, { x5c: ['MIIB'] })], 'signature-invalid'],
  [
    'a changed payload',
    [`${goodHeader}.${encode(JSON.stringify({ ...claims, sub: 'admin' }))}.${goodSignature}`],
    'signature-invalid',
  ],
  ['a changed header', [`${encode(header({ alg: 'ES256' }))}.${goodPayload}.${goodSignature}`], 'signature-invalid'],
  ['a changed signature', [`${goodHeader}.${goodPayload}.${lastBitFlipped(goodSignature)}`], 'signature-invalid'],
  [
    'a signature of zeros',
    [`${goodHeader}.${goodPayload}.${Buffer.alloc(64).toString('base64url')}`],
    'signature-invalid',
  ],
  ['a short signature', [`${goodHeader}.${goodPayload}.AA`], 'signature-invalid'],
  ['no signature', [`${goodHeader}.${goodPayload}.`], 'token-malformed'],
  ['padding', [`${good}==`], 'token-malformed'],
  ['spare bits', [good.replace(/.$/, (last) => String.fromCharCode(last.charCodeAt(0) + 1))], 'token-malformed'],
  [
    'a second issuer before the right one',
    [es.signTexts(header({ alg: 'ES256' }), payload.replace('{', '{"iss":"https://evil.example.com",'))],
    'token-malformed',
  ],
  [
    'a second subject',
    [es.signTexts(header({ alg: 'ES256' }), payload.replace('}', ',"sub":"admin"}'))],
    'token-malformed',
  ],
  [
    'a second algorithm',
    [es.signTexts(header({ alg: 'ES256' }).replace('{', '{"alg":"none",'), payload)],
    'token-malformed',
  ],
  ['an unencoded payload', [es.signToken(claims, { b64: false, crit: ['b64'] })], 'critical-extension'],
  ['8 kB', [es.signToken({ ...claims, filling: 'x'.repeat(8192) })], 'token-too-large'],
  ['an encrypted token', ['e30.e30.e30.e30.e30'], 'token-malformed'],
  ['JSON serialization', [JSON.stringify({ payload: goodPayload, signatures: [] })], 'credential-malformed'],
  ['a DPoP proof', [es.signToken(claims, { typ: 'dpop+jwt' })], 'token-type-refused'],
  ['an ID token', [es.signToken({ ...claims, nonce: 'n', at_hash: 'h' })], 'not-an-access-token'],
  ['a Cognito ID token', [es.signToken({ ...claims, token_use: 'id' })], 'not-an-access-token'],
  ['a sender-constrained token', [es.signToken({ ...claims, cnf: { jkt: 'thumbprint' } })], 'sender-constrained'],
  ['another issuer', [es.signToken({ ...claims, iss: 'https://evil.example.com' })], 'issuer-mismatch'],
  ['a list of issuers', [es.signToken({ ...claims, iss: [claims.iss] })], 'issuer-mismatch'],
  ['another audience', [es.signToken({ ...claims, aud: ['billing'] })], 'audience-mismatch'],
  ['no expiry', [es.signToken({ ...claims, exp: undefined })], 'expiry-missing'],
  [
    'an endless expiry',
    [es.signTexts(header({ alg: 'ES256' }), payload.replace(/"exp":\d+/, '"exp":1e400'))],
    'expiry-missing',
  ],
  ['an expired token', [es.signToken({ ...claims, iat: seconds - 120, exp: seconds - 31 })], 'expired'],
  ['a token of tomorrow', [es.signToken({ ...claims, nbf: seconds + 3600 })], 'not-yet-valid'],
  ['a token for a year', [es.signToken({ ...claims, exp: seconds + 31_536_000 })], 'lifetime-too-long'],
  ['a subject that is an object', [es.signToken({ ...claims, sub: { id: 'me' } })], 'subject-missing'],
  ['malformed scopes', [es.signToken({ ...claims, scope: { read: true } })], 'scopes-malformed'],
];

describe('authorize, given forged and misused tokens', () => {
  it.each(forgeries)('refuses %s', async (_, tokens, reason) => {
    await expect(call(...tokens)).rejects.toThrow(/^Unauthorized$/);
    expect(log).toEqual([{ reason, operation: 'getPet' }]);
  });

  it('refuses a token in the query and in other fields', async () => {
    const multiValueHeaders = {
      'X-Access-Token': [good],
      Cookie: [`token=${good}`],
      'Proxy-Authorization': [`Bearer ${good}`],
    };
    const multiValueQueryStringParameters = { access_token: [good] };
    await expect(authorize(event({ multiValueHeaders, multiValueQueryStringParameters }), parts, now)).rejects.toThrow(
      'Unauthorized',
    );
  });
});
