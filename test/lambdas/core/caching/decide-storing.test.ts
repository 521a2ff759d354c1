import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideStoring } from '../../../../lambdas/core/caching/decide-storing.ts';
import type { CachePolicy } from '../../../../lambdas/core/router-config.ts';
import { DATE, fields, NOW } from './messages.ts';

interface Case {
  readonly status?: number;
  readonly policy?: CachePolicy;
  readonly request?: readonly string[];
  readonly credentials?: boolean;
}

function decide(lines: readonly string[], { status = 200, policy = {}, request = [], credentials = false }: Case = {}) {
  const response = { status, headers: [DATE, ...fields(...lines)], body: new Uint8Array() };
  const received = { response, policy, credentials, request: { method: 'GET', headers: fields(...request) } };
  return decideStoring({ ...received, requestedAt: NOW, receivedAt: NOW });
}

/** Seconds that are left of it, or that it is not stored. */
function left(lines: readonly string[], more: Case = {}): number | string {
  const stored = decide(lines, more);
  return stored === undefined ? 'not stored' : stored.freshness.lifetime - stored.initialAge;
}

const cc = (value: string) => [`Cache-Control: ${value}`];
const LAST_MONTH = 'Last-Modified: Sat, 24 Oct 2026 12:00:00 GMT';
const YESTERDAY = 'Last-Modified: Mon, 23 Nov 2026 12:00:00 GMT';

describe('decideStoring', () => {
  it.each([
    [[], 'not stored'],
    [cc('max-age=5'), 5],
    [cc('MAX-AGE="5"'), 5],
    [cc('max-age=5, s-maxage=7'), 7],
    [cc('s-maxage=0, max-age=5'), 'not stored'],
    [cc('max-age=5, max-age=9'), 5],
    [cc('max-age=soon'), 'not stored'],
    [cc('x="max-age=1", max-age=5'), 5],
    [cc('public'), 'not stored'],
    [cc('max-age=5, no-store'), 'not stored'],
    [cc('max-age=5, no-cache'), 'not stored'],
    [[...cc('max-age=5, no-cache'), 'ETag: "a"'], 5],
    [['ETag: "a"'], 0],
    [cc('max-age=5, Private'), 'not stored'],
    [[...cc('private="set-cookie", max-age=5'), ...cc('private')], 'not stored'],
    [cc('max-age=5, no-cache="a", no-cache'), 'not stored'],
    [[...cc('max-age=5'), 'Age: 2'], 3],
    [[...cc('max-age=5'), 'Age: 5'], 'not stored'],
    [[...cc('max-age=5'), 'Age: 2.0'], 5],
    [[...cc('max-age=9'), 'Age: 5, 3'], 4],
    [['Expires: Tue, 24 Nov 2026 12:00:09 GMT'], 9],
    [['Expires: 0'], 'not stored'],
    [[...cc('max-age=5'), 'Expires: 0'], 5],
    [[...cc('max-age=5'), 'Set-Cookie: a=1'], 'not stored'],
    [[...cc('max-age=5, private="set-cookie"'), 'Set-Cookie: a=1'], 5],
    [[...cc('max-age=5'), 'Vary: Accept-Encoding, Origin'], 5],
    [[...cc('max-age=5'), 'Vary: a', 'Vary: *'], 'not stored'],
    [[YESTERDAY], 8640],
    [[LAST_MONTH], 86_400],
    [['Last-Modified: Wed, 25 Nov 2026 12:00:00 GMT'], 0],
    [[...cc('max-age=5'), 'CDN-Cache-Control: max-age=60'], 60],
    [[...cc('no-store'), 'CDN-Cache-Control: max-age=60', 'Expires: 0'], 60],
    [[...cc('max-age=5'), 'CDN-Cache-Control: no-store'], 'not stored'],
    [[...cc('max-age=5'), 'CDN-Cache-Control: max-age=60, &'], 5],
    [[...cc('max-age=5'), 'CDN-Cache-Control: max-age="60"'], 5],
    [[...cc('max-age=5'), 'CDN-Cache-Control:'], 5],
    [[YESTERDAY, 'CDN-Cache-Control: must-revalidate'], 0],
  ])('%j: %s', (lines, expected) => {
    expect(left(lines)).toBe(expected);
  });

  it.each([
    [200, 8640, 5, 60],
    [204, 8640, 5, 60],
    [201, 'not stored', 5, 'not stored'],
    [302, 'not stored', 5, 'not stored'],
    [404, 8640, 5, 8640],
    [503, 'not stored', 5, 'not stored'],
    [599, 'not stored', 5, 'not stored'],
    [206, 'not stored', 'not stored', 'not stored'],
    [304, 'not stored', 'not stored', 'not stored'],
  ])('status %i on a guess: %s, by its own word: %s, by the ttl: %s', (status, guess, explicit, ttl) => {
    expect(left([YESTERDAY], { status })).toBe(guess);
    expect(left(cc('max-age=5'), { status })).toBe(explicit);
    expect(left([YESTERDAY], { status, policy: { ttl: 60_000 } })).toBe(ttl);
  });

  it('keeps a response of an understood status despite no-store, where must-understand is said', () => {
    const said = cc('max-age=5, no-store, must-understand');
    expect([left(said), left(said, { status: 599 })]).toEqual([5, 'not stored']);
  });

  it.each([
    ['a caller', { credentials: true }],
    ['Cookie', { request: ['Cookie: a=1'] }],
  ])('stores answers to requests with %s only where they say they are for all', (_, asked: Case) => {
    expect(left(cc('max-age=5'), asked)).toBe('not stored');
    expect(left([], { ...asked, policy: { ttl: 60_000 } })).toBe('not stored');
    expect(left(cc('public, max-age=5'), asked)).toBe(5);
    expect(left(cc('s-maxage=5'), asked)).toBe(5);
    expect(left(cc('must-revalidate, max-age=5'), asked)).toBe(5);
  });

  it('stores cookies where the operator says so, the response for how long, and nobody sent any', () => {
    const policy = { cookies: true };
    const said = [...cc('max-age=5'), 'Set-Cookie: a=1'];
    expect(left(said, { policy })).toBe(5);
    expect(left([YESTERDAY, 'Set-Cookie: a=1'], { policy })).toBe('not stored');
    expect(left(said, { policy, request: ['Cookie: a=1'] })).toBe('not stored');
  });

  it('stores for each caller as a browser does', () => {
    const asked = { credentials: true, policy: { private: true } };
    expect(left(cc('private, max-age=5, s-maxage=9'), asked)).toBe(5);
    expect(decide(cc('max-age=5, s-maxage=9'), asked)?.freshness.strict).toBe(false);
  });

  it('takes the operator at his word where he overrides the target', () => {
    const policy = { ttl: 60_000, staleIfError: 1000, override: true };
    expect(left([...cc('no-store, private'), 'Expires: 0', YESTERDAY], { policy })).toBe(60);
    expect(decide(cc('no-cache'), { policy })?.freshness).toMatchObject({
      always: false,
      strict: false,
      staleIfError: 1,
    });
    expect(left(cc('public'), { policy, credentials: true })).toBe('not stored');
  });

  it('leaves out the fields that are not for a shared cache, and Age; adds a Date', () => {
    const response = {
      status: 200,
      headers: fields(...cc('max-age=9, no-cache="x-a, X-B"'), 'X-A: 1', 'x-b: 2', 'x-c: 3', 'Age: 1'),
      body: new Uint8Array(),
    };
    const stored = decideStoring({
      response,
      policy: {},
      credentials: false,
      request: { method: 'GET', headers: [] },
      requestedAt: NOW,
      receivedAt: NOW,
    });
    expect(stored?.headers).toEqual([['Cache-Control', 'max-age=9, no-cache="x-a, X-B"'], ['x-c', '3'], DATE]);
  });

  it('stores no response of more groups than it could be let go by', () => {
    const groups = (count: number) =>
      `Cache-Groups: ${Array.from({ length: count }, (_, index) => `"g${index}"`).join(', ')}`;
    expect(decide([...cc('max-age=5'), groups(64)])?.groups).toHaveLength(64);
    expect(decide([...cc('max-age=5'), groups(65)])).toBeUndefined();
  });

  it('never stores for longer than what is said, whatever stands beside it', () => {
    const noise = fc.array(fc.constantFrom('x', 'x=1', 'foo="max-age=99999"', ' ', 'public', 'immutable', 'max-age=7'));
    fc.assert(
      fc.property(fc.nat(1000), noise, noise, (age, before, after) => {
        const said = [...before.filter((one) => one !== 'max-age=7'), `max-age=${age}`, ...after].join(',');
        expect([age, 'not stored']).toContain(left(cc(said)));
      }),
    );
  });

  it('never stores what says no-store, private or no-cache without a validator', () => {
    const directive = fc.constantFrom('no-store', 'private', 'no-cache', 'NO-STORE', 'Private ');
    const others = fc.array(fc.constantFrom('max-age=9', 's-maxage=9', 'public', 'x="y, z"', ''));
    fc.assert(
      fc.property(directive, others, others, fc.boolean(), (one, before, after, ttl) => {
        const policy = ttl ? { ttl: 60_000 } : {};
        expect(left(cc([...before, one, ...after].join(', ')), { policy })).toBe('not stored');
      }),
    );
  });
});
