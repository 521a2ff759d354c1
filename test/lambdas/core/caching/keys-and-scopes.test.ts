import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { uriKey, variantKey } from '../../../../lambdas/core/caching/cache-key.ts';
import { cacheStatus } from '../../../../lambdas/core/caching/cache-status.ts';
import { type Caller, callerPolicy } from '../../../../lambdas/core/caching/caller.ts';
import { changedUris } from '../../../../lambdas/core/caching/changed-uris.ts';
import { groupNames } from '../../../../lambdas/core/caching/groups.ts';
import { onlyParameters } from '../../../../lambdas/core/caching/only-parameters.ts';
import { folded, purgedAt } from '../../../../lambdas/core/caching/purges.ts';
import type { HeaderField } from '../../../../lambdas/core/messages.ts';
import { fields } from './messages.ts';

const hop = { protocol: 'https', host: 'api.example.com' } as const;

describe('uriKey and variantKey', () => {
  const word = fc.string({ unit: 'binary', maxLength: 5 });
  const parts = fc.record({
    template: word,
    backend: word,
    targetPath: word,
    query: word,
    hop: fc.record({ protocol: fc.constantFrom('http', 'https'), host: word }),
    content: word,
  });

  it('are equal exactly where all parts are', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        expect(uriKey(one) === uriKey(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
        expect(uriKey({ ...one })).toBe(uriKey(one));
      }),
    );
  });

  it('tell callers apart, whatever they send', () => {
    const headers: fc.Arbitrary<HeaderField[]> = fc.array(
      fc.tuple(fc.constantFrom('a', 'cookie', 'vary'), fc.string()),
    );
    fc.assert(
      fc.property(headers, headers, word, word, fc.subarray(['a', 'cookie']), (mine, theirs, me, you, names) => {
        fc.pre(me !== you);
        const one = variantKey('uri', names, { headers: mine, caller: me });
        expect(one).not.toBe(variantKey('uri', names, { headers: theirs, caller: you }));
      }),
    );
  });
});

describe('callerPolicy', () => {
  const ann: Caller = { issuer: 'i', subject: 'ann', apiKeyId: '', claims: { tenant: 1 } };
  const of = (policy: object, caller: Caller | undefined, lines: string[] = [], secured = false) =>
    callerPolicy(policy, caller, { headers: fields(...lines), secured });

  it.each([
    [undefined, [], false, false],
    [ann, [], false, true],
    [undefined, ['Authorization: x'], false, true],
    [undefined, ['X-Api-Key: x'], false, true],
    [undefined, ['DPoP: x'], false, true],
    [undefined, ['X-Auth-Token: x'], false, true],
    [undefined, ['x-shop-apikey: x'], false, true],
    [undefined, ['x_api_key: x'], false, true],
    [undefined, ['X-Authorization: x'], false, true],
    [undefined, ['Ocp-Apim-Subscription-Key: x'], false, true],
    [undefined, ['X-Auth-Key: x'], false, true],
    [undefined, ['X-Session-Id: x'], false, true],
    [undefined, ['X-JWT-Assertion: x'], false, true],
    [undefined, ['X-Tokens: x', 'Author: x', 'X-Signature-Kind: x'], false, false],
    [undefined, [], true, true],
  ] as const)('caller %j with %j, secured %s: has credentials: %s', (caller, lines, secured, expected) => {
    expect(of({}, caller, [...lines], secured).credentials).toBe(expected);
  });

  it('takes a secret that the key holds for none, but for Authorization', () => {
    const headers = ['x-auth-token', 'authorization'];
    expect(of({ headers }, undefined, ['X-Auth-Token: x', 'x_auth_token: x']).credentials).toBe(false);
    expect(of({ headers }, undefined, ['Authorization: x']).credentials).toBe(true);
  });

  it('keys by the caller or by claims where the policy says so', () => {
    const keys = [
      of({}, ann),
      of({ private: true }, ann),
      of({ claims: ['tenant'] }, ann),
      of({ private: true, claims: ['tenant', 'none'] }, ann),
    ];
    expect(keys.map(({ caller }) => caller)).toEqual([
      '',
      '[["i","ann",""],[]]',
      '[[],[["tenant",1]]]',
      '[["i","ann",""],[["tenant",1],["none",null]]]',
    ]);
  });

  it.each([[['tenant', 'none']], [['none']], [[]]])('keeps nothing for who lacks one of the claims %j', (claims) => {
    expect(of({ claims, ttl: 1 }, ann)).toEqual({ policy: { ttl: 1 }, caller: '', credentials: true });
  });

  it('falls back to RFC 9111 for callers that nobody knows', () => {
    expect(of({ private: true, claims: [], ttl: 1 }, undefined)).toEqual({
      policy: { ttl: 1 },
      caller: '',
      credentials: false,
    });
  });
});

describe('changedUris', () => {
  const changed = (lines: readonly string[], basePath = '') =>
    changedUris({ message: { path: '/a/b', query: 'x=1' }, hop, basePath }, fields(...lines)).map(
      ({ path, query, from }) => `${from}: ${path}?${query}`,
    );

  it.each([
    [[], []],
    [['Location: c'], ['location: /a/c?']],
    [
      ['Location: /c?y=2#z', 'Content-Location: d'],
      ['location: /c?y=2', 'content-location: /a/d?'],
    ],
    [['Location: https://API.example.com/c'], ['location: /c?']],
    [['Location: http://api.example.com/c'], []],
    [['Location: https://evil.example.com/c', 'Content-Location: //other/c'], []],
    [['Content-Location: /a/b?x=1'], ['own content-location: /a/b?x=1']],
    [['Location: https://['], []],
    [['Location: https://api.example.com:443/c?a=+&b=%7E'], ['location: /c?a=%20&b=~']],
    [['Location: /c?b=2&a=1&b=1'], ['location: /c?b=2&a=1&b=1', 'location: /c?a=1&b=2&b=1']],
  ])('%j: its own URI and %j', (lines, expected) => {
    expect(changed(lines)).toEqual(['request: /a/b?x=1', ...expected]);
  });

  it.each([
    [['Location: c'], ['location: /a/c?', 'location: /prod/a/c?']],
    [['Location: /c'], ['location: /c?']],
    [['Content-Location: /prod/a/b?x=1'], ['own content-location: /a/b?x=1', 'content-location: /prod/a/b?x=1']],
    [['Content-Location: /a/b?x=1'], ['own content-location: /a/b?x=1']],
  ])('behind a base path, %j: its own URI and %j', (lines, expected) => {
    expect(changed(lines, '/prod')).toEqual(['request: /a/b?x=1', ...expected]);
  });
});

describe('groupNames', () => {
  it.each([
    ['"a", "b";x, "a"', ['a', 'b']],
    ['a', []],
    ['"a", b', []],
    ['"a', []],
  ])('%s: %j', (value, expected) => {
    expect(groupNames([['Cache-Groups', value]], 'cache-groups')).toEqual(expected);
  });
});

describe('purges', () => {
  const subject = { operation: 'getB', path: '/a/b' };

  it.each([
    [{}, 0],
    [{ all: 5 }, 5],
    [{ 'operation getB': 6, 'operation getC': 9 }, 6],
    [{ 'path /a/b': 7, 'path /a/c': 9, 'path /a': 9 }, 7],
    [{ all: 5, 'path /a/*': 8 }, 8],
    [{ 'path /*': 3, all: 5 }, 5],
  ])('%j: %i', (purges, expected) => {
    expect(purgedAt(purges, subject)).toBe(expected);
  });

  it('give up the oldest scopes for one that covers them', () => {
    const purges = Object.fromEntries(Array.from({ length: 102 }, (_, index) => [`path /${index}`, 1000 + index]));
    expect(folded(purges)).toEqual({ scopes: ['path /0', 'path /1'], all: 1001 });
    expect(folded({ all: 1, 'path /a': 2 })).toEqual({ scopes: [], all: 0 });
  });
});

describe('onlyParameters', () => {
  it('keeps the parameters of the names, in their order', () => {
    expect(onlyParameters('b=1&a=2&%C3%BC=3&b=4&utm_source=x', ['b', 'ü'])).toBe('b=1&%C3%BC=3&b=4');
  });
});

describe('cacheStatus', () => {
  it.each([
    [{ kind: 'hit', ttl: -3, detail: 'stale-if-error' } as const, 'hit; ttl=-3; detail=stale-if-error'],
    [
      { kind: 'forwarded', fwd: 'stale', fwdStatus: 304, stored: true, collapsed: true } as const,
      'fwd=stale; fwd-status=304; stored; collapsed',
    ],
    [{ kind: 'forwarded', fwd: 'uri-miss' } as const, 'fwd=uri-miss'],
  ])('%j: %s', (status, expected) => {
    expect(cacheStatus(status)).toBe(expected);
  });
});
