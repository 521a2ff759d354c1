import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createKeySet } from '../../../../lambdas/adapters/credentials/key-set.ts';
import type { ImportedKey } from '../../../../lambdas/adapters/credentials/verification-keys.ts';
import { type Answer, startTestIssuer, type TestIssuer } from '../../../support/start-test-issuer.ts';
import { createTestKey } from '../../../support/test-key.ts';

const now = 1_800_000_000_000;
const minutes = (count: number) => now + count * 60_000;
const [oldKey, newKey] = [createTestKey('ES256', 'old'), createTestKey('ES256', 'new')];
const fail: Answer = (response) => response.writeHead(503).end();

let issuer: TestIssuer;
beforeEach(async () => {
  issuer = await startTestIssuer();
  issuer.publish(oldKey);
});
afterEach(() => issuer.close());

const open = () => createKeySet(issuer, issuer.resolve);
const has = (keys: readonly ImportedKey[] | undefined, kid: string) =>
  keys?.some(({ jwk }) => jwk.kid === kid) ?? false;

describe('createKeySet', () => {
  it('finds the keys through the metadata, and asks once for many requests at a time', async () => {
    const keySet = open();
    const all = await Promise.all(Array.from({ length: 20 }, () => keySet.current(now)));
    expect(has(all[19], 'old')).toBe(true);
    expect(issuer.requests).toEqual(['/.well-known/openid-configuration', '/jwks']);
  });

  it('asks for the keys at once where the config says where they are', async () => {
    const keySet = createKeySet({ issuer: issuer.issuer, jwksUrl: `${issuer.issuer}/jwks` }, issuer.resolve);
    expect(has(await keySet.current(now), 'old')).toBe(true);
    expect(issuer.requests).toEqual(['/jwks']);
  });

  it('keeps them for 10 minutes and then asks again', async () => {
    const keySet = open();
    await keySet.current(now);
    issuer.publish(newKey);
    expect(has(await keySet.current(minutes(9.9)), 'old')).toBe(true);
    const renewed = await keySet.current(minutes(10));
    expect([has(renewed, 'new'), has(renewed, 'old')]).toEqual([true, false]);
  });

  it('finds a rotated key at once, and looks for unknown ones at most every 30 s', async () => {
    const keySet = open();
    await keySet.current(now);
    issuer.publish(oldKey, newKey);
    expect(await keySet.newer(now + 29_999)).toBeUndefined();
    expect(has(await keySet.newer(now + 30_000), 'new')).toBe(true);
    const looks = await Promise.all(Array.from({ length: 100 }, (_, index) => keySet.newer(now + 30_001 + index)));
    expect(looks.every((keys) => keys === undefined)).toBe(true);
    expect(issuer.requests).toHaveLength(4);
  });

  it('goes on with its keys for an hour while the issuer fails, then refuses, then recovers', async () => {
    const keySet = open();
    await keySet.current(now);
    issuer.answer('/jwks', fail);
    expect(has(await keySet.current(minutes(59)), 'old')).toBe(true);
    await expect(keySet.current(minutes(60))).rejects.toMatchObject({ name: 'Unavailable' });
    issuer.answer('/jwks', undefined);
    expect(has(await keySet.current(minutes(61)), 'old')).toBe(true);
  });

  it('asks a failing issuer at most every 30 s while it has keys, and every second while it has none', async () => {
    issuer.answer('/jwks', fail);
    const keySet = open();
    await expect(keySet.current(now)).rejects.toMatchObject({ name: 'Unavailable' });
    const asked = issuer.requests.length;
    await expect(keySet.current(now + 999)).rejects.toMatchObject({ name: 'Unavailable' });
    expect(issuer.requests).toHaveLength(asked);
    issuer.answer('/jwks', undefined);
    expect(has(await keySet.current(now + 1000), 'old')).toBe(true);
  });

  it('tries a second time before it gives up', async () => {
    let failures = 0;
    issuer.answer('/jwks', (response) => {
      failures += 1;
      issuer.answer('/jwks', undefined);
      response.destroy();
    });
    expect(has(await open().current(now), 'old')).toBe(true);
    expect(failures).toBe(1);
  });

  it('asks anew where a look begun earlier fails', async () => {
    const keySet = open();
    issuer.answer('/jwks', fail);
    const prefetch = keySet.current(now).catch(() => 'failed');
    const request = keySet.current(now + 1).then((keys) => has(keys, 'old'));
    await prefetch;
    issuer.answer('/jwks', undefined);
    expect(await prefetch).toBe('failed');
    expect(await request).toBe(true);
  });

  it.each<[string, '/.well-known/openid-configuration' | '/jwks', unknown]>([
    [
      'metadata of another issuer',
      '/.well-known/openid-configuration',
      { issuer: 'https://evil.example.com', jwks_uri: 'https://id.example.com/jwks' },
    ],
    [
      'metadata of the issuer with a slash more',
      '/.well-known/openid-configuration',
      { issuer: 'https://id.example.com/', jwks_uri: 'https://id.example.com/jwks' },
    ],
    ['metadata without jwks_uri', '/.well-known/openid-configuration', { issuer: 'https://id.example.com' }],
    [
      'metadata with keys over plain http',
      '/.well-known/openid-configuration',
      { issuer: 'https://id.example.com', jwks_uri: 'http://id.example.com/jwks' },
    ],
    [
      'metadata with keys at the metadata service',
      '/.well-known/openid-configuration',
      { issuer: 'https://id.example.com', jwks_uri: 'http://169.254.169.254/latest' },
    ],
    ['metadata that is null', '/.well-known/openid-configuration', null],
    [
      'metadata with keys in a private network',
      '/.well-known/openid-configuration',
      { issuer: 'https://id.example.com', jwks_uri: 'https://10.0.0.1/jwks' },
    ],
    ['keys that are no list', '/jwks', { keys: {} }],
    ['an empty object', '/jwks', {}],
    ['a symmetric key', '/jwks', { keys: [oldKey.publicJwk, { kty: 'oct', k: 'AAAA' }] }],
  ])('refuses %s, and keeps the keys it has', async (_, path, value) => {
    const keySet = open();
    await keySet.current(now);
    issuer.answer(path, (response) => response.end(JSON.stringify(value)));
    expect(has(await keySet.current(minutes(10)), 'old')).toBe(true);
    await expect(open().current(now)).rejects.toMatchObject({ name: 'Unavailable' });
  });

  it('names no address in its error', async () => {
    await issuer.close();
    const refusal = expect.objectContaining({ issuer: 'https://id.example.com' });
    await expect(open().current(now)).rejects.toEqual(refusal);
    await expect(open().current(now)).rejects.toThrow(/^keys unavailable: ECONNREFUSED$/);
  });
});
