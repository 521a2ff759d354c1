import { describe, expect, it } from '@jest/globals';
import { decideReuse } from '../../../../lambdas/core/caching/decide-reuse.ts';

const NOW = 1_800_000_000_000;
const stored = {
  status: 200,
  headers: [],
  body: new Uint8Array(),
  receivedAt: NOW,
  initialAge: 3,
  freshUntil: NOW + 10_000,
};

describe('decideReuse', () => {
  it.each([
    [0, Number.POSITIVE_INFINITY, { kind: 'fresh', age: 3, ttl: 10 }],
    [9999, Number.POSITIVE_INFINITY, { kind: 'fresh', age: 12, ttl: 0 }],
    [10_000, Number.POSITIVE_INFINITY, { kind: 'stale' }],
    [1000, 4, { kind: 'fresh', age: 4, ttl: 9 }],
    [1001, 4, { kind: 'stale' }],
    [-5000, Number.POSITIVE_INFINITY, { kind: 'fresh', age: 3, ttl: 15 }],
  ])('after %i ms, for no older than %d s: %j', (after, maxAge, expected) => {
    expect(decideReuse(stored, maxAge, NOW + after)).toEqual(expected);
  });
});
