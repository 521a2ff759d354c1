import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { vetKeySet } from '../../../../../../lambdas/core/authorization/credentials/key-sets/vet-key-set.ts';
import { createTestKey } from '../../../../../support/test-key.ts';

const ec = createTestKey('ES256').publicJwk;
const rsa = createTestKey('RS256').publicJwk;
const ed = createTestKey('EdDSA').publicJwk;
const generateRsa = (modulusLength: number) => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength });
  return publicKey.export({ format: 'jwk' });
};

describe('vetKeySet', () => {
  it('keeps the public members of keys for signatures', () => {
    const published = { keys: [{ ...ec, key_ops: ['verify'], ext: true, x5c: ['…'], note: 1 }, rsa, ed] };
    expect(vetKeySet(published)).toEqual([ec, rsa, ed]);
  });

  it('takes a key without use and id for one', () => {
    const { kid: _kid, use: _use, alg: _alg, ...bare } = ec;
    expect(vetKeySet({ keys: [bare] })).toEqual([{ ...bare, use: 'sig' }]);
  });

  it.each([
    ['for encryption', { ...rsa, use: 'enc' }],
    ['for signing only', { ...ec, key_ops: ['sign'] }],
    ['with operations that are no list', { ...ec, key_ops: 'verify' }],
    ['with an id that is no text', { ...ec, kid: 1 }],
    ['with an algorithm that is no text', { ...ec, alg: ['ES256'] }],
    ['published with its private half', { ...ec, d: 'AQ' }],
    ['of RSA with 1024 bits', generateRsa(1024)],
    ['of RSA with 8200 bits', { ...rsa, n: Buffer.alloc(1025, 0xff).toString('base64url') }],
    [
      'of RSA with zeros before 1024 bits',
      { ...rsa, n: Buffer.concat([Buffer.alloc(128), Buffer.alloc(128, 0xff)]).toString('base64url') },
    ],
    ['of RSA with exponent 1', { ...rsa, e: 'AQ' }],
    ['of RSA with an even exponent', { ...rsa, e: 'BA' }],
    ['of RSA without exponent', { kty: 'RSA', n: rsa.n }],
    ['of RSA with a modulus in the other alphabet', { ...rsa, n: `${rsa.n}=` }],
    ['on another curve', { ...ec, crv: 'secp256k1' }],
    ['for key agreement', { ...ed, crv: 'X25519' }],
    ['of an unknown kind', { kty: 'AKP', alg: 'ML-DSA-44', pub: 'AQ' }],
    ['that is no object', 'key'],
    ['that is null', null],
  ])('passes over a key %s', (_, key) => {
    expect(vetKeySet({ keys: [key, ed] })).toEqual([ed]);
  });

  it.each([
    ['a symmetric key beside public ones', { keys: [ec, { kty: 'oct', k: 'AAAA' }] }],
    ['keys that are no list', { keys: {} }],
    ['no keys', {}],
    ['a list', [ec]],
    ['null', null],
    ['text', '<html>'],
  ])('refuses %s', (_, value) => {
    expect(vetKeySet(value)).toBeUndefined();
  });
});
