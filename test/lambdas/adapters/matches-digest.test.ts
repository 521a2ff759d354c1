import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { matchesDigest } from '../../../lambdas/adapters/matches-digest.ts';

const content = new TextEncoder().encode('{"amount":1}');
const digest = (name: string, algorithm: string, of: Uint8Array = content) =>
  `${name}=:${createHash(algorithm).update(of).digest('base64')}:`;

describe('matchesDigest', () => {
  it.each([
    ['sha-256', digest('sha-256', 'sha256')],
    ['sha-512', digest('sha-512', 'sha512')],
    ['both', `${digest('sha-256', 'sha256')}, ${digest('sha-512', 'sha512')}`],
    ['one beside another that nobody can check', `md5=:AAAA:, ${digest('sha-256', 'sha256')}`],
  ])('takes content that matches %s', (_, field) => {
    expect(matchesDigest(content, field)).toBe(true);
  });

  it.each([
    ['other content', digest('sha-256', 'sha256', new Uint8Array([1]))],
    ['one of two digests', `${digest('sha-256', 'sha256')}, ${digest('sha-512', 'sha512', new Uint8Array())}`],
    ['no digest that can be checked', 'md5=:AAAA:'],
    ['no digest', '!'],
    ['content where none is signed', ''],
  ])('refuses %s', (_, field) => {
    expect(matchesDigest(content, field)).toBe(false);
  });

  it('takes no content where none is signed', () => {
    expect([matchesDigest(undefined, ''), matchesDigest(new Uint8Array(), '')]).toEqual([true, true]);
    expect(matchesDigest(undefined, digest('sha-256', 'sha256'))).toBe(false);
  });
});
