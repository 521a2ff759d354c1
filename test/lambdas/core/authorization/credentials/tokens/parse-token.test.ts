import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseToken } from '../../../../../../lambdas/core/authorization/credentials/tokens/parse-token.ts';
import { encode } from '../../../../../support/test-key.ts';

const payload = encode('{"sub":"me"}');
const tokenOf = (header: string) => `${encode(header)}.${payload}.c2ln`;
const good = tokenOf('{"alg":"ES256"}');

describe('parseToken', () => {
  it('gives the algorithm and the claims', () => {
    expect(parseToken(good)).toMatchObject({
      kind: 'parsed',
      token: {
        header: { alg: 'ES256' },
        claims: { sub: 'me' },
        input: good.slice(0, -'.c2ln'.length),
        signature: Buffer.from('sig'),
      },
    });
  });

  it.each(['JWT', 'jwt', 'at+jwt', 'AT+JWT', 'application/at+jwt'])('takes the type %s', (typ) => {
    expect(parseToken(tokenOf(JSON.stringify({ alg: 'ES256', typ }))).kind).toBe('parsed');
  });

  it.each([undefined, 'JWT'])('refuses the type %s where at+jwt is required', (typ) => {
    const token = tokenOf(JSON.stringify({ alg: 'ES256', typ }));
    expect(parseToken(token, true)).toEqual({ kind: 'refused', reason: 'token-type-refused' });
    expect(parseToken(tokenOf('{"alg":"ES256","typ":"at+jwt"}'), true).kind).toBe('parsed');
  });

  it('refuses a second spelling of a token', () => {
    const filling = fc.constantFrom('=', '==', ' ', '\n', '\r\n', '\t', '\0', '%3D', '!', '\u00e9');
    fc.assert(
      fc.property(filling, fc.integer({ min: 0, max: good.length }), (text, at) => {
        const other = good.slice(0, at) + text + good.slice(at);
        expect(parseToken(other)).toEqual({ kind: 'refused', reason: 'token-malformed' });
      }),
    );
  });

  it.each([
    ['padding', `${good}==`],
    ['spare bits in the last character', good.replace(/c2ln$/, 'c2lnZh')],
    ['the other alphabet', `${encode('{"alg":"ES256","a":"~~~???"}').replace(/[-_]/g, '+')}.${payload}.c2ln`],
    ['two parts', good.slice(0, good.lastIndexOf('.'))],
    ['four parts', `${good}.c2ln`],
    ['five parts, an encrypted token', 'e30.e30.e30.e30.e30'],
    ['an empty signature', good.replace(/c2ln$/, '')],
    ['no header', `.${payload}.c2ln`],
    ['a payload that is no object', `${encode('{"alg":"ES256"}')}.${encode('["sub"]')}.c2ln`],
    [
      'bytes that are not UTF-8',
      `${encode('{"alg":"ES256"}')}.${Buffer.from('{"a":"\xff"}', 'latin1').toString('base64url')}.c2ln`,
    ],
    ['a byte order mark', `${encode('\uFEFF{"alg":"ES256"}')}.${payload}.c2ln`],
    ['no alg', tokenOf('{}')],
    ['an alg that is a list', tokenOf('{"alg":["ES256"]}')],
    ['two algs', tokenOf('{"alg":"none","alg":"ES256"}')],
    ['a kid that is an object', tokenOf('{"alg":"ES256","kid":{}}')],
    ['dots only', '.'.repeat(8000)],
    ['nothing', ''],
  ])('refuses %s', (_, token) => {
    expect(parseToken(token)).toEqual({ kind: 'refused', reason: 'token-malformed' });
  });

  it.each([
    ['a critical extension', { crit: ['exp'], exp: 1 }, 'critical-extension'],
    ['an empty crit', { crit: [] }, 'critical-extension'],
    ['a DPoP proof', { typ: 'dpop+jwt' }, 'token-type-refused'],
    ['a logout token', { typ: 'logout+jwt' }, 'token-type-refused'],
    ['a type that is a list', { typ: ['JWT'] }, 'token-type-refused'],
    ['a type that is null', { typ: null }, 'token-type-refused'],
  ])('refuses %s', (_, header, reason) => {
    expect(parseToken(tokenOf(JSON.stringify({ alg: 'ES256', ...header })))).toEqual({ kind: 'refused', reason });
  });

  it('refuses more than 8 kB before decoding anything', () => {
    expect(parseToken('a'.repeat(8193))).toEqual({ kind: 'refused', reason: 'token-too-large' });
  });
});
