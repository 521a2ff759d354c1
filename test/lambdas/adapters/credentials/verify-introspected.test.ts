import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { openRevocations, type Revocations } from '../../../../lambdas/adapters/credentials/revocations.ts';
import { verifyIntrospected } from '../../../../lambdas/adapters/credentials/verify-introspected.ts';
import { createSecretsClient } from '../../../../lambdas/adapters/secrets-client.ts';
import { revocationsRow, revokedSubjectRow } from '../../../../lambdas/core/authorization/credentials/revocation.ts';
import type { IntrospectionSchemeConfig } from '../../../../lambdas/core/authorizer-config.ts';
import { authorizerRequest } from '../../../support/authorizer-request.ts';
import { startSecretsManager } from '../../../support/start-secrets-manager.ts';
import { startTarget } from '../../../support/start-target.ts';
import { startStateRows } from '../../../support/state-rows.ts';
import { verifierParts } from '../../../support/verifier-parts.ts';

const now = 1_800_000_000_000;
const seconds = now / 1000;
const url = 'https://id.example.com/introspect';
const active = {
  active: true,
  sub: 'me',
  scope: 'read',
  aud: 'pets',
  iss: 'https://id.example.com',
  exp: seconds + 3600,
};

interface Asked {
  readonly form: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
}
let asked: Asked[] = [];
let answer: (response: ServerResponse) => void;
const server = await startTarget(async (request, response) => {
  asked.push({ form: Object.fromEntries(new URLSearchParams(await text(request))), headers: request.headers });
  answer(response);
});
const says = (value: unknown) => (response: ServerResponse) => response.end(JSON.stringify(value));
const manager = await startSecretsManager();
const rows = await startStateRows();
const environment = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };

const open = (given: Partial<IntrospectionSchemeConfig> = {}, revocations?: Revocations) =>
  verifyIntrospected(
    { kind: 'introspection', url, issuer: active.iss, audience: ['pets'], secret: 'introspection', ...given },
    verifierParts(undefined, {
      secrets: createSecretsClient({ ...environment, AWS_ENDPOINT_URL_SECRETS_MANAGER: manager.endpoint }),
      ...(revocations && { revocations }),
    }),
    (address) => address.replace(url, `${server}/introspect`),
  );
const bearing = (token: string, sourceIp = '192.0.2.1') =>
  authorizerRequest({ sourceIp, multiValueHeaders: { Authorization: [`Bearer ${token}`] } });
const refused = (reason: string) => ({ kind: 'refused', reason });

beforeEach(() => {
  asked = [];
  answer = says(active);
  manager.reset({ introspection: '{"clientId":"gate way","clientSecret":"p:w+d%"}' });
});

describe('verifyIntrospected', () => {
  it('asks the issuer as RFC 7662 has it, with credentials from Secrets Manager', async () => {
    expect(await open().verify(bearing('opaque-1'), now)).toEqual({
      kind: 'verified',
      identity: {
        issuer: 'https://id.example.com',
        subject: 'me',
        scopes: ['read'],
        claims: active,
        expiresAt: active.exp * 1000,
      },
    });
    const [{ form, headers } = { form: {}, headers: {} as IncomingMessage['headers'] }] = asked; // one request was made
    expect(form).toEqual({ token: 'opaque-1', token_type_hint: 'access_token' });
    expect(headers).toMatchObject({ host: 'id.example.com', accept: 'application/json' });
    const credentials = Buffer.from(headers.authorization?.replace('Basic ', '') ?? '', 'base64').toString();
    expect(credentials).toBe('gate+way:p%3Aw%2Bd%25');
  });

  it('asks once for many requests at a time, and not again for a minute', async () => {
    const verifier = open();
    const all = await Promise.all(Array.from({ length: 50 }, () => verifier.verify(bearing('t'), now)));
    expect(all.every(({ kind }) => kind === 'verified')).toBe(true);
    await verifier.verify(bearing('t'), now + 59_999);
    expect(asked).toHaveLength(1);
    answer = says({ active: false });
    expect(await verifier.verify(bearing('t'), now + 60_000)).toEqual(refused('token-inactive'));
  });

  it('trusts an answer no longer than the token lives, nor than it is told to', async () => {
    answer = says({ ...active, exp: seconds + 5 });
    const verifier = open();
    await verifier.verify(bearing('t'), now);
    await verifier.verify(bearing('t'), now + 5000);
    expect(asked).toHaveLength(2);
    const never = open({ cacheFor: 0 });
    await never.verify(bearing('t'), now);
    await never.verify(bearing('t'), now);
    expect(asked).toHaveLength(4);
  });

  it.each<[string, unknown, string]>([
    ['not active', { ...active, active: false }, 'token-inactive'],
    ['active as text', { ...active, active: 'true' }, 'token-inactive'],
    ['active as a number', { ...active, active: 1 }, 'token-inactive'],
    ['no word of active', { ...active, active: undefined }, 'token-inactive'],
    ['a list', [active], 'token-inactive'],
    ['null', null, 'token-inactive'],
    ['another issuer', { ...active, iss: 'https://evil.example.com' }, 'issuer-mismatch'],
    ['another audience', { ...active, aud: ['billing'] }, 'audience-mismatch'],
    ['no audience', { ...active, aud: undefined }, 'audience-mismatch'],
    ['an expiry that has passed', { ...active, exp: seconds - 30 }, 'expired'],
    ['an expiry as text', { ...active, exp: String(seconds + 60) }, 'expiry-missing'],
    ['a start ahead', { ...active, exp: undefined, nbf: seconds + 31 }, 'not-yet-valid'],
    ['a refresh token', { ...active, token_type: 'refresh_token' }, 'not-an-access-token'],
    ['a type that is a list', { ...active, token_type: ['Bearer'] }, 'not-an-access-token'],
    ['no subject', { ...active, sub: undefined }, 'subject-missing'],
    ['malformed scopes', { ...active, scope: 1 }, 'scopes-malformed'],
    ['a binding', { ...active, cnf: { jkt: 'x' } }, 'sender-constrained'],
  ])('refuses a token of which the issuer says: %s', async (_, said, reason) => {
    answer = says(said);
    expect(await open().verify(bearing('t'), now)).toEqual(refused(reason));
  });

  it('refuses an answer that says two things', async () => {
    answer = (response) => response.end('{"active":false,"sub":"me","aud":"pets","active":true}');
    await expect(open().verify(bearing('t'), now)).rejects.toMatchObject({ what: 'introspection' });
  });

  it.each([
    ['no expiry, and a client that acts for itself', { ...active, exp: undefined, sub: undefined, client_id: 'me' }],
    ['no issuer', { ...active, iss: undefined }],
    ['the type Bearer', { ...active, token_type: 'Bearer' }],
    ['a claim that is asked for', { ...active, tenant: ['b'] }],
  ])('takes an answer with %s', async (_, said) => {
    answer = says(said);
    const claims = 'tenant' in said ? { claims: { tenant: ['a', 'b'] } } : {};
    expect(await open(claims).verify(bearing('t'), now)).toMatchObject({
      kind: 'verified',
      identity: { subject: 'me' },
    });
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['an error', (response) => response.writeHead(500).end('{"active":true}')],
    ['credentials refused', (response) => response.writeHead(401).end('{"active":true}')],
    ['a redirect', (response) => response.writeHead(307, { location: `${server}/other` }).end()],
    ['HTML', (response) => response.end('<html>')],
    ['a broken connection', (response) => response.destroy()],
  ])('decides nothing by %s, and asks again for the next request', async (_, how) => {
    const verifier = open();
    answer = how;
    await expect(verifier.verify(bearing('t'), now)).rejects.toMatchObject({
      name: 'Unavailable',
      what: 'introspection',
    });
    answer = says(active);
    expect(await verifier.verify(bearing('t'), now)).toMatchObject({ kind: 'verified' });
    expect(asked).toHaveLength(2);
  });

  it('lets nobody in by a stale answer while the issuer is down', async () => {
    const verifier = open();
    await verifier.verify(bearing('t'), now);
    answer = (response) => response.writeHead(503).end();
    expect(await verifier.verify(bearing('t'), now + 59_999)).toMatchObject({ kind: 'verified' });
    await expect(verifier.verify(bearing('t'), now + 60_000)).rejects.toMatchObject({ what: 'introspection' });
  });

  it('does not let invented tokens become requests without end, nor push out good ones', async () => {
    const verifier = open();
    expect(await verifier.verify(bearing('good'), now)).toMatchObject({ kind: 'verified' });
    answer = says({ active: false });
    for (let count = 0; count < 100; count++) await verifier.verify(bearing(`invented-${count}`), now);
    expect(asked).toHaveLength(1 + 20);
    expect(await verifier.verify(bearing('invented-99'), now)).toEqual(refused('too-many-unknown-tokens'));
    expect(await verifier.verify(bearing('good'), now + 1)).toMatchObject({ kind: 'verified' });
    answer = says(active);
    expect(await verifier.verify(bearing('new', '192.0.2.2'), now + 1)).toMatchObject({ kind: 'verified' });
    expect(await verifier.verify(bearing('new-too'), now + 1000)).toMatchObject({ kind: 'verified' });
  });

  it('remembers for ten seconds that a token is unknown', async () => {
    answer = says({ active: false });
    const verifier = open();
    for (const at of [0, 9_999, 10_000]) await verifier.verify(bearing('t'), now + at);
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['8 kB', 'x'.repeat(8193), 'token-too-large'],
    ['a quote', 'a"b', 'token-malformed'],
    ['a second spelling by percent signs', 'a%62', 'token-malformed'],
  ])('asks nobody about a token with %s', async (_, token, reason) => {
    expect(await open().verify(bearing(token), now)).toEqual(refused(reason));
    expect(asked).toEqual([]);
  });

  it.each(['not JSON', '{"clientId":"a"}', '[]'])('says which secret is not as it should be: %s', async (secret) => {
    manager.put('introspection', secret);
    const failure = open().verify(bearing('t'), now);
    await expect(failure).rejects.toMatchObject({ what: 'secret' });
    await expect(failure).rejects.toThrow(/^secret unavailable: secret introspection is not JSON/);
  });

  it('hears of a revocation here, whatever the issuer says', async () => {
    const later = { ttl: { N: String(seconds + 3600) } };
    const [issuer, subject] = [active.iss, active.sub].map((text) => createHash('sha256').update(text).digest('hex'));
    const row = revokedSubjectRow(issuer ?? '', subject ?? ''); // two were hashed
    await rows.put({ pk: { S: row }, before: { N: String(seconds) }, ...later });
    await rows.put({ pk: { S: revocationsRow }, ...later });
    const verifier = open({}, openRevocations(rows));
    answer = says({ ...active, iat: seconds - 10 });
    expect(await verifier.verify(bearing('opaque-before'), now)).toEqual(refused('revoked'));
    answer = says({ ...active, iat: seconds + 10 });
    expect(await verifier.verify(bearing('opaque-after'), now + 20_000)).toMatchObject({ kind: 'verified' });
  });
});
