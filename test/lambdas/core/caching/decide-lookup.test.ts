import { describe, expect, it } from '@jest/globals';
import { decideLookup } from '../../../../lambdas/core/caching/decide-lookup.ts';
import type { HeaderField, RequestMessage } from '../../../../lambdas/core/messages.ts';

const request = (headers: readonly HeaderField[] = [], more: Partial<RequestMessage> = {}): RequestMessage => ({
  method: 'GET',
  path: '/',
  query: '',
  headers,
  body: undefined,
  ...more,
});

describe('decideLookup', () => {
  it.each([
    [[], { kind: 'lookup', maxAge: Number.POSITIVE_INFINITY }],
    [[['Cache-Control', 'max-age=5']], { kind: 'lookup', maxAge: 5 }],
    [[['Cache-Control', 'max-age=0']], { kind: 'refresh' }],
    [[['Cache-Control', 'no-cache']], { kind: 'refresh' }],
    [[['Pragma', 'no-cache']], { kind: 'refresh' }],
    [
      [
        ['Pragma', 'no-cache'],
        ['Cache-Control', 'max-age=5'],
      ],
      { kind: 'lookup', maxAge: 5 },
    ],
    [[['Cache-Control', 'no-store']], { kind: 'bypass', fwd: 'request' }],
    [[['Range', 'bytes=0-1']], { kind: 'bypass', fwd: 'request' }],
  ] as [readonly HeaderField[], object][])('%j: %j', (headers, expected) => {
    expect(decideLookup(request(headers), false)).toEqual(expected);
  });

  it('takes no part in other methods, in content and in secured operations', () => {
    expect(decideLookup(request([], { method: 'POST' }), false)).toEqual({ kind: 'bypass', fwd: 'method' });
    expect(decideLookup(request([], { body: new Uint8Array(1) }), false)).toEqual({ kind: 'bypass', fwd: 'bypass' });
    expect(decideLookup(request(), true)).toEqual({ kind: 'bypass', fwd: 'bypass' });
  });

  it('answers HEAD', () => {
    expect(decideLookup(request([], { method: 'HEAD' }), false).kind).toBe('lookup');
  });
});
