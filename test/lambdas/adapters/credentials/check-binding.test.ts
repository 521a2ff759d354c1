import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { verifyJwt } from '../../../../lambdas/adapters/credentials/verify-jwt.ts';
import type { JwtSchemeConfig } from '../../../../lambdas/core/authorizer-config.ts';
import { authorizerRequest } from '../../../support/authorizer-request.ts';
import { dpopProof, thumbprintOf } from '../../../support/dpop-proof.ts';
import { startTestIssuer } from '../../../support/start-test-issuer.ts';
import { startStateRows } from '../../../support/state-rows.ts';
import { createTestKey } from '../../../support/test-key.ts';
import { verifierParts } from '../../../support/verifier-parts.ts';

const now = 1_800_000_000_000;
const seconds = now / 1000;
const rows = await startStateRows();
const issuer = await startTestIssuer();
afterAll(() => issuer.close());
const issuerKey = createTestKey();
issuer.publish(issuerKey);
const trusted = { issuer: issuer.issuer, audience: null, discoveryUrl: issuer.discoveryUrl, algorithms: ['ES256'] };
const parts = verifierParts(issuer.resolve, { rows });
const verifier = (bound?: JwtSchemeConfig['bound']) =>
  verifyJwt({ kind: 'jwt', issuers: [trusted], ...(bound && { bound }) }, parts);

const [client, stranger] = [createTestKey('ES256', 'client'), createTestKey('ES256', 'stranger')];
const pem = readFileSync(join(import.meta.dirname, '../../../fixtures/tls/localhost-cert.pem'), 'utf8');
const otherPem = readFileSync(join(import.meta.dirname, '../../../fixtures/tls/cert.pem'), 'utf8');
const certificate = Buffer.from(new X509Certificate(pem).fingerprint256.replaceAll(':', ''), 'hex').toString(
  'base64url',
);
const jkt = await thumbprintOf(client);
const tokenOf = (cnf?: object) =>
  issuerKey.signToken({ iss: issuer.issuer, sub: 'me', iat: seconds, exp: seconds + 3600, ...(cnf && { cnf }) });
const [plain, keyBound, certificateBound] = [tokenOf(), tokenOf({ jkt }), tokenOf({ 'x5t#S256': certificate })];
const sent = (scheme: string, token: string, proofs: readonly string[] = [], given: object = {}) =>
  authorizerRequest({ multiValueHeaders: { Authorization: [`${scheme} ${token}`], DPoP: proofs }, ...given });
const refused = (reason: string) => ({ kind: 'refused', reason });

describe('DPoP', () => {
  it.each(['ES256', 'EdDSA', 'RS256', 'PS256'] as const)('lets in who proves to hold the %s key', async (algorithm) => {
    const key = createTestKey(algorithm);
    const token = tokenOf({ jkt: await thumbprintOf(key) });
    const request = sent('DPoP', token, [dpopProof(key, token, now)]);
    expect(await verifier('dpop').verify(request, now)).toMatchObject({
      kind: 'verified',
      identity: { subject: 'me' },
    });
  });

  it('takes a proof once, by whichever instance', async () => {
    const request = sent('DPoP', keyBound, [dpopProof(client, keyBound, now)]);
    expect(await verifier('dpop').verify(request, now)).toMatchObject({ kind: 'verified' });
    expect(await verifier('any').verify(request, now + 1000)).toEqual(refused('replayed'));
  });

  it('lets one of a hundred at a time through', async () => {
    const request = sent('DPoP', keyBound, [dpopProof(client, keyBound, now)]);
    const all = await Promise.all(Array.from({ length: 100 }, () => verifier('dpop').verify({ ...request }, now)));
    expect(all.filter(({ kind }) => kind === 'verified')).toHaveLength(1);
  });

  it.each([
    ['another method', { htm: 'POST' }, {}, 'proof-mismatch'],
    ['a method in another case', { htm: 'get' }, {}, 'proof-mismatch'],
    ['another host', { htu: 'https://evil.example.com/prod/pets/1' }, {}, 'proof-mismatch'],
    ['plain http', { htu: 'http://api.example.com/prod/pets/1' }, {}, 'proof-mismatch'],
    ['another path', { htu: 'https://api.example.com/prod/pets/2' }, {}, 'proof-mismatch'],
    ['no stage', { htu: 'https://api.example.com/pets/1' }, {}, 'proof-mismatch'],
    ['a user in the address', { htu: 'https://me@api.example.com/prod/pets/1' }, {}, 'proof-mismatch'],
    ['a path alone', { htu: '/prod/pets/1' }, {}, 'proof-mismatch'],
    ['the hash of another token', { ath: 'AAAA' }, {}, 'proof-mismatch'],
    ['no hash of the token', { ath: undefined }, {}, 'proof-mismatch'],
    ['no id', { jti: undefined }, {}, 'proof-malformed'],
    ['an empty id', { jti: '' }, {}, 'proof-malformed'],
    ['an id of 1 kB', { jti: 'x'.repeat(1024) }, {}, 'proof-malformed'],
    ['no time', { iat: undefined }, {}, 'proof-malformed'],
    ['a time as text', { iat: String(seconds) }, {}, 'proof-malformed'],
    ['a time 301 s ago', { iat: seconds - 301 }, {}, 'expired'],
    ['a time 31 s ahead', { iat: seconds + 31 }, {}, 'not-yet-valid'],
    ['another type', {}, { typ: 'JWT' }, 'proof-malformed'],
    ['no type', {}, { typ: undefined }, 'proof-malformed'],
    ['a shared secret', {}, { alg: 'HS256' }, 'proof-malformed'],
    ['no signature', {}, { alg: 'none' }, 'proof-malformed'],
    ['another algorithm than the key’s', {}, { alg: 'RS256' }, 'key-unknown'],
    ['no key', {}, { jwk: undefined }, 'proof-malformed'],
    ['a key id beside the key', {}, { kid: 'client' }, 'proof-malformed'],
    ['a critical extension', {}, { crit: ['exp'] }, 'proof-malformed'],
    ['another key than it is signed with', {}, { jwk: stranger.publicJwk }, 'proof-mismatch'],
  ])('refuses a proof with %s', async (_, claims, header, reason) => {
    const request = sent('DPoP', keyBound, [dpopProof(client, keyBound, now, claims, header)]);
    expect(await verifier('dpop').verify(request, now)).toEqual(refused(reason));
  });

  it('refuses a key with its private half, a forged signature, and a proof of somebody else', async () => {
    const [header = '', payload = ''] = dpopProof(client, keyBound, now).split('.');
    const foreign = dpopProof(stranger, keyBound, now, {}, { jwk: client.publicJwk });
    const leaked = dpopProof(client, keyBound, now, {}, { jwk: { ...client.publicJwk, d: 'AAAA' } });
    const verify = (proof: string) => verifier('dpop').verify(sent('DPoP', keyBound, [proof]), now);
    expect(await verify(`${header}.${payload}.AAAA`)).toEqual(refused('signature-invalid'));
    expect(await verify(foreign)).toEqual(refused('signature-invalid'));
    expect(await verify(leaked)).toEqual(refused('proof-malformed'));
    expect(await verify(dpopProof(stranger, keyBound, now))).toEqual(refused('proof-mismatch'));
  });

  it('refuses no proof, two proofs, and two in one line', async () => {
    const proofs = [dpopProof(client, keyBound, now), dpopProof(client, keyBound, now)];
    const verify = (...given: string[]) => verifier('dpop').verify(sent('DPoP', keyBound, given), now);
    expect(await verify()).toEqual(refused('proof-absent'));
    expect(await verify(...proofs)).toEqual(refused('credential-repeated'));
    expect(await verify(proofs.join(', '))).toEqual(refused('proof-malformed'));
  });

  it('refuses every downgrade', async () => {
    const proof = [dpopProof(client, keyBound, now)];
    expect(await verifier('dpop').verify(sent('Bearer', keyBound, proof), now)).toEqual(refused('proof-absent'));
    expect(await verifier('dpop').verify(sent('DPoP', plain, proof), now)).toEqual(refused('not-sender-constrained'));
    expect(await verifier().verify(sent('DPoP', keyBound, proof), now)).toEqual(
      refused('credential-of-another-scheme'),
    );
    expect(await verifier().verify(sent('Bearer', keyBound, proof), now)).toEqual(refused('sender-constrained'));
    expect(await verifier('any').verify(sent('Bearer', plain), now)).toEqual(refused('not-sender-constrained'));
  });

  it('writes nothing for a proof that is refused', async () => {
    const proof = dpopProof(client, keyBound, now, { jti: 'same', iat: seconds - 301 });
    await verifier('dpop').verify(sent('DPoP', keyBound, [proof]), now);
    const good = dpopProof(client, keyBound, now, { jti: 'same' });
    expect(await verifier('dpop').verify(sent('DPoP', keyBound, [good]), now)).toMatchObject({ kind: 'verified' });
  });

  it('speaks of this machine’s own address where the gateway runs on it, and there only', async () => {
    const claims = { htu: 'http://127.0.0.1:3000/prod/pets/1' };
    const forwarded = { 'X-Forwarded-Port': ['3000'], 'X-Forwarded-Proto': ['http'] };
    const proof = () => [dpopProof(client, keyBound, now, claims)];
    const headers = () => ({ Authorization: [`DPoP ${keyBound}`], DPoP: proof(), ...forwarded });
    const local = authorizerRequest({ domainName: '127.0.0.1', multiValueHeaders: headers() });
    expect(await verifier('dpop').verify(local, now)).toMatchObject({ kind: 'verified' });
    const spoofed = authorizerRequest({ multiValueHeaders: headers() });
    expect(await verifier('dpop').verify(spoofed, now)).toEqual(refused('proof-mismatch'));
  });
});

describe('certificate-bound tokens', () => {
  const with_ = (token: string, clientCertPem: string | undefined) => sent('Bearer', token, [], { clientCertPem });

  it('lets in who has the certificate', async () => {
    expect(await verifier('certificate').verify(with_(certificateBound, pem), now)).toMatchObject({ kind: 'verified' });
    expect(await verifier('any').verify(with_(certificateBound, pem), now)).toMatchObject({ kind: 'verified' });
  });

  it.each([
    ['no certificate', certificateBound, undefined, 'certificate-mismatch'],
    ['another certificate', certificateBound, otherPem, 'certificate-mismatch'],
    ['a token that is not bound', plain, pem, 'not-sender-constrained'],
    ['a token that is bound to a key', keyBound, pem, 'not-sender-constrained'],
    ['a binding that nobody knows', tokenOf({ kid: 'x' }), pem, 'sender-constrained'],
    [
      'a known binding beside an unknown one',
      tokenOf({ 'x5t#S256': certificate, kid: 'x' }),
      pem,
      'sender-constrained',
    ],
    ['an empty binding', tokenOf({}), pem, 'sender-constrained'],
    ['a thumbprint that is a list', tokenOf({ 'x5t#S256': [certificate] }), pem, 'sender-constrained'],
  ])('refuses %s', async (_, token, clientCertPem, reason) => {
    expect(await verifier('certificate').verify(with_(token, clientCertPem), now)).toEqual(refused(reason));
  });

  it('checks both of a token that is bound to both', async () => {
    const both = tokenOf({ jkt, 'x5t#S256': certificate });
    const request = (clientCertPem?: string) => sent('DPoP', both, [dpopProof(client, both, now)], { clientCertPem });
    expect(await verifier('dpop').verify(request(pem), now)).toMatchObject({ kind: 'verified' });
    expect(await verifier('dpop').verify(request(), now)).toEqual(refused('certificate-mismatch'));
    expect(await verifier('certificate').verify(with_(both, pem), now)).toEqual(refused('proof-absent'));
  });
});
