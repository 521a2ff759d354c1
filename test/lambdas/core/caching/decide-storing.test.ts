import { describe, expect, it } from '@jest/globals';
import { decideStoring } from '../../../../lambdas/core/caching/decide-storing.ts';
import type { HeaderField } from '../../../../lambdas/core/messages.ts';

const decide = (
  responseHeaders: readonly HeaderField[],
  { status = 200, method = 'GET', headers = [] as readonly HeaderField[] } = {},
) => {
  const request = { method, path: '/', query: '', headers, body: undefined };
  const decision = decideStoring(
    request,
    { status, headers: responseHeaders, body: new Uint8Array() },
    { ttl: 60_000 },
  );
  return decision.kind === 'store' ? decision.lifetime / 1000 : decision.kind;
};
const cc = (value: string): readonly HeaderField[] => [['Cache-Control', value]];

describe('decideStoring', () => {
  it.each([
    [[], 60],
    [cc('max-age=5'), 5],
    [cc('MAX-AGE="5"'), 5],
    [cc('max-age=5, s-maxage=7'), 7],
    [cc('s-maxage=0, max-age=5'), 'pass'],
    [cc('max-age=5, max-age=9'), 5],
    [cc('max-age=soon'), 'pass'],
    [cc('x="max-age=1", max-age=5'), 5],
    [cc('public'), 60],
    [cc('no-store'), 'pass'],
    [cc('no-cache'), 'pass'],
    [cc('Private'), 'pass'],
    [cc('private="set-cookie"'), 'pass'],
    [[...cc('max-age=5'), ['Age', '2']], 3],
    [[...cc('max-age=5'), ['Age', '5']], 'pass'],
    [[...cc('max-age=5'), ['Age', '2.0']], 5],
    [[['Age', '10, 3']], 50],
    [
      [
        ['Date', 'Tue, 01 Dec 2026 00:00:00 GMT'],
        ['Expires', 'Tue, 01 Dec 2026 00:00:09 GMT'],
      ],
      9,
    ],
    [
      [
        ['Date', 'Tue, 01 Dec 2026 00:00:00 GMT'],
        ['Expires', '0'],
      ],
      'pass',
    ],
    [[['Set-Cookie', 'a=1'], ...cc('max-age=5')], 'pass'],
    [[['Vary', 'accept-encoding']], 60],
    [[['Vary', 'Accept-Encoding, Origin']], 'pass'],
    [[['Vary', '*']], 'pass'],
  ] as [readonly HeaderField[], number | string][])('%j: %s', (headers, expected) => {
    expect(decide(headers)).toBe(expected);
  });

  it.each([
    [200, 60, 5],
    [203, 60, 5],
    [301, 'pass', 5],
    [404, 'pass', 5],
    [410, 'pass', 5],
    [206, 'pass', 'pass'],
    [302, 'pass', 'pass'],
    [304, 'pass', 'pass'],
    [500, 'pass', 'pass'],
  ])('status %i by the ttl of the operation: %s, by its own max-age: %s', (status, plain, explicit) => {
    expect([decide([], { status }), decide(cc('max-age=5'), { status })]).toEqual([plain, explicit]);
  });

  it.each(['Authorization', 'Cookie'])(
    'stores answers to requests with %s only where they say they are for all',
    (name) => {
      const headers: HeaderField[] = [[name, 'x']];
      expect(decide([], { headers })).toBe('pass');
      expect(decide(cc('max-age=5'), { headers })).toBe('pass');
      expect(decide(cc('public'), { headers })).toBe(60);
      expect(decide(cc('s-maxage=5'), { headers })).toBe(5);
      expect(decide(cc('must-revalidate, max-age=5'), { headers })).toBe(5);
    },
  );

  it('does not store answers to HEAD', () => {
    expect(decide([], { method: 'HEAD' })).toBe('pass');
  });
});
