import { constants, createHash, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { AuthorizerRequest } from '../../../../lambdas/adapters/credentials/verifier.ts';
import { verifySignature } from '../../../../lambdas/adapters/credentials/verify-signature.ts';
import {
  credentialRow,
  type SignatureKey,
} from '../../../../lambdas/core/authorization/credentials/credential-record.ts';
import { type MessageToSign, partner, type SigningPartner, signMessage } from '../../../support/sign-message.ts';
import { startStateRows } from '../../../support/state-rows.ts';
import { verifierParts } from '../../../support/verifier-parts.ts';

const now = 1_800_000_000_000;
const seconds = now / 1000;
const rows = await startStateRows();
const shared = randomBytes(32).toString('base64');
const secrets = { read: async () => ({ text: JSON.stringify({ hmac: shared, weak: 'c2hvcnQ=' }), version: '1' }) };
const parts = verifierParts(undefined, { rows, secrets });
const verifier = verifySignature('partners', { kind: 'signature', secret: 'partners' }, parts);
const refused = (reason: string) => ({ kind: 'refused', reason });

const ed = generateKeyPairSync('ed25519');
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 };
const jwk = (key: KeyObject) => key.export({ format: 'jwk' }) as Readonly<Record<string, unknown>>; // a JWK is an object
const alice = partner('alice', 'ed25519', ed.privateKey, null);
const hmac = partner('hmac', 'hmac-sha256', shared, null);

const store = (keyId: string, key: SignatureKey, given: object = {}) =>
  rows.put({
    pk: { S: credentialRow('partners', createHash('sha256').update(keyId).digest('hex')) },
    record: { S: JSON.stringify({ subject: keyId, scopes: ['orders'], key, ...given }) },
  });
await store('alice', { algorithm: 'ed25519', publicKey: jwk(ed.publicKey) });
await store('hmac', { algorithm: 'hmac-sha256' });
await store('weak', { algorithm: 'hmac-sha256' });
await store('gone', { algorithm: 'ed25519', publicKey: jwk(ed.publicKey) }, { expires: seconds });

const verify = async (given: MessageToSign = {}, by: SigningPartner = alice, change: Partial<AuthorizerRequest> = {}) =>
  verifier.verify({ ...(await signMessage(by, now, given)), ...change }, now);

describe('verifySignature', () => {
  it.each<[string, SignatureKey, SigningPartner]>([
    ['ed25519', { algorithm: 'ed25519', publicKey: jwk(ed.publicKey) }, partner('k', 'ed25519', ed.privateKey, null)],
    [
      'ecdsa-p256-sha256',
      { algorithm: 'ecdsa-p256-sha256', publicKey: jwk(p256.publicKey) },
      partner('k', 'ecdsa-p256-sha256', p256.privateKey, 'sha256'),
    ],
    [
      'ecdsa-p384-sha384',
      { algorithm: 'ecdsa-p384-sha384', publicKey: jwk(p384.publicKey) },
      partner('k', 'ecdsa-p384-sha384', p384.privateKey, 'sha384'),
    ],
    [
      'rsa-pss-sha512',
      { algorithm: 'rsa-pss-sha512', publicKey: jwk(rsa.publicKey) },
      partner('k', 'rsa-pss-sha512', rsa.privateKey, 'sha512', pss),
    ],
    [
      'rsa-v1_5-sha256',
      { algorithm: 'rsa-v1_5-sha256', publicKey: jwk(rsa.publicKey) },
      partner('k', 'rsa-v1_5-sha256', rsa.privateKey, 'sha256'),
    ],
  ])('verifies %s', async (_, key, by) => {
    await store('k', key);
    expect(await verify({}, by)).toMatchObject({ kind: 'verified', identity: { subject: 'k', scopes: ['orders'] } });
  });

  it('verifies hmac-sha256 with a key of the secret, and no short one', async () => {
    expect(await verify({}, hmac)).toMatchObject({ kind: 'verified', identity: { subject: 'hmac' } });
    expect(await verify({}, partner('weak', 'hmac-sha256', 'c2hvcnQ=', null))).toEqual(refused('signature-invalid'));
  });

  it('hands the digest of the content to the router, and an empty one where there is no content', async () => {
    const digest = `sha-256=:${createHash('sha256').update('{"a":1}').digest('base64')}:`;
    expect(await verify({ method: 'POST', content: '{"a":1}' })).toMatchObject({ identity: { contentDigest: digest } });
    expect(await verify()).toMatchObject({ identity: { contentDigest: '' } });
  });

  it.each<[string, MessageToSign]>([
    [
      'parameters of the query, in whatever encoding they came',
      { url: 'https://api.example.com/prod/pets?q=a+b%26c&limit=1' },
    ],
    ['a parameter beyond ASCII', { url: 'https://api.example.com/prod/pets?name=caf%C3%A9' }],
    [
      'fields of the request',
      { headers: { 'x-tenant': 'a, b' }, fields: ['@method', '@authority', '@path', 'x-tenant'] },
    ],
    [
      'the whole address where there is no query',
      { fields: ['@method', '@authority', '@path', '@target-uri', '@query'] },
    ],
    ['no algorithm', { params: ['created', 'keyid', 'nonce'] }],
    ['an end', { params: ['created', 'keyid', 'nonce', 'expires'], values: { expires: new Date(now + 1000) } }],
    ['a time 300 s ago', { values: { created: new Date(now - 300_000) } }],
    ['a time 30 s ahead', { values: { created: new Date(now + 30_000) } }],
  ])('verifies a signature with %s', async (_, given) => {
    expect(await verify(given)).toMatchObject({ kind: 'verified' });
  });

  it.each<[string, MessageToSign, string]>([
    ['no method', { fields: ['@authority', '@path'] }, 'component-missing'],
    ['no host', { fields: ['@method', '@path'] }, 'component-missing'],
    ['no path', { fields: ['@method', '@authority'] }, 'component-missing'],
    [
      'a parameter left out',
      {
        url: 'https://api.example.com/prod/pets?a=1&b=2',
        fields: ['@method', '@authority', '@path', '@query-param;name="a"'],
      },
      'component-missing',
    ],
    [
      'the query as one',
      { url: 'https://api.example.com/prod/pets?a=1', fields: ['@method', '@authority', '@path', '@query'] },
      'component-missing',
    ],
    ['content and no digest of it', { content: 'x', fields: ['@method', '@authority', '@path'] }, 'component-missing'],
    ['a digest by MD5', { content: 'x', headers: { 'content-digest': 'md5=:AAAA:' } }, 'component-unsupported'],
    ['no nonce', { params: ['created', 'keyid'] }, 'signature-malformed'],
    ['a short nonce', { values: { nonce: '1234567' } }, 'signature-malformed'],
    ['no time', { params: ['keyid', 'nonce'] }, 'signature-malformed'],
    ['no key id', { params: ['created', 'nonce'] }, 'signature-malformed'],
    ['an unknown parameter', { params: ['created', 'keyid', 'nonce', 'x'], values: { x: 1 } }, 'signature-malformed'],
    ['a time 301 s ago', { values: { created: new Date(now - 301_000) } }, 'expired'],
    ['a time 31 s ahead', { values: { created: new Date(now + 31_000) } }, 'not-yet-valid'],
    [
      'an end that has come',
      { params: ['created', 'keyid', 'nonce', 'expires'], values: { expires: new Date(now) } },
      'expired',
    ],
    ['an unknown key', { values: { keyid: 'mallory' } }, 'credential-unknown'],
    ['a key that has ended', { values: { keyid: 'gone' } }, 'expired'],
    ['another algorithm than the key’s', { values: { alg: 'rsa-v1_5-sha256' } }, 'signature-invalid'],
  ])('refuses a signature with %s', async (_, given, reason) => {
    expect(await verify(given)).toEqual(refused(reason));
  });

  it('refuses a public key used as a shared secret', async () => {
    const pem = ed.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    expect(await verify({}, partner('alice', 'hmac-sha256', pem, null))).toEqual(refused('signature-invalid'));
  });

  it.each<[string, Partial<AuthorizerRequest>]>([
    ['method', { method: 'DELETE' }],
    ['host', { domainName: 'other.example.com' }],
    ['path', { requestPath: '/prod/pets/2' }],
    ['path’s spelling', { requestPath: '/prod/pets/%31' }],
  ])('refuses another %s than the signed one', async (_, change) => {
    expect(await verify({}, alice, change)).toEqual(refused('signature-invalid'));
  });

  it('refuses a parameter of another value, one more, and one twice', async () => {
    const url = 'https://api.example.com/prod/pets?a=1';
    const withQuery = (query: Record<string, string[]>) =>
      verify({ url }, alice, { multiValueQueryStringParameters: query });
    expect(await withQuery({ a: ['2'] })).toEqual(refused('signature-invalid'));
    expect(await withQuery({ a: ['1'], b: ['2'] })).toEqual(refused('component-missing'));
    expect(await withQuery({ a: ['1', '2'] })).toEqual(refused('component-unsupported'));
    expect(await withQuery({})).toEqual(refused('component-unsupported'));
  });

  it('takes a signature once', async () => {
    const request = await signMessage(alice, now);
    expect(await verifier.verify(request, now)).toMatchObject({ kind: 'verified' });
    expect(await verifier.verify({ ...request }, now + 1)).toEqual(refused('replayed'));
    const repeated = await signMessage(hmac, now, { values: { nonce: 'the-same-nonce' } });
    const ofAnother = await signMessage(alice, now, { values: { nonce: 'the-same-nonce' } });
    expect(await verifier.verify(repeated, now)).toMatchObject({ kind: 'verified' });
    expect(await verifier.verify(ofAnother, now)).toMatchObject({ kind: 'verified' });
  });

  it.each<[string, (name: string, value: string) => readonly string[]]>([
    ['two lines', (_, value) => [value, value]],
    ['two signatures', (_, value) => [`${value}, ${value.replace('sig=', 'sig2=')}`]],
    ['a second spelling', (_, value) => [value.replace('=', '= ')]],
    ['a space more', (_, value) => [` ${value}`]],
    ['another label in one of them', (name, value) => [name === 'Signature' ? value.replace('sig=', 'other=') : value]],
    ['no structured field', () => ['!']],
    ['spare bits', (name, value) => [name === 'Signature' ? value.replace(/=:$/, ':') : value]],
  ])('refuses %s', async (_, change) => {
    const request = await signMessage(alice, now);
    const multiValueHeaders = Object.fromEntries(
      Object.entries(request.multiValueHeaders).map(([name, [value = ''] = []]) => [name, change(name, value)]),
    );
    expect(await verifier.verify({ ...request, multiValueHeaders }, now)).toMatchObject({ kind: 'refused' });
  });

  it('refuses a request without signature, and one without its input', async () => {
    const request = await signMessage(alice, now);
    const without = (absent: string) =>
      verifier.verify({ ...request, multiValueHeaders: { ...request.multiValueHeaders, [absent]: [] } }, now);
    expect(await without('Signature')).toEqual(refused('credential-absent'));
    expect(await without('Signature-Input')).toEqual(refused('credential-absent'));
  });
});
