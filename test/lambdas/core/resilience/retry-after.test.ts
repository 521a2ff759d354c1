import { describe, expect, it } from '@jest/globals';
import { retryAfter } from '../../../../lambdas/core/resilience/retry-after.ts';

const now = Date.UTC(2026, 10, 24, 12, 0, 0);

describe('retryAfter', () => {
  it.each([
    ['0', 0],
    ['7', 7000],
    [' 7 ', 7000],
    ['999999', 300_000],
    ['Tue, 24 Nov 2026 12:00:05 GMT', 5000],
    ['Tuesday, 24-Nov-26 12:00:05 GMT', 5000],
    ['Tue Nov 24 12:00:05 2026', 5000],
    ['Tue, 24 Nov 2026 11:00:00 GMT', 0],
    ['Wed, 25 Nov 2026 12:00:00 GMT', 300_000],
    ['-1', undefined],
    ['1.5', undefined],
    ['2026', 300_000],
    ['soon', undefined],
    ['2026-11-24T12:00:05Z', undefined],
    ['', undefined],
    ['Tue, 24 Nov 2026 12:00:05 UTC', undefined],
    ['Tue, 24 Nov 2026 12:00:05', undefined],
    ['Tue, 24 Nov 2026 14:00:05 +0200', undefined],
    ['Tue, 31 Nov 2026 12:00:05 GMT', undefined],
    ['Tue, 24 Foo 2026 12:00:05 GMT', undefined],
    ['Tue, 4 Nov 2026 12:00:05 GMT', undefined],
    ['Tue, 24 Nov 2026 24:00:05 GMT', undefined],
    ['Tuesdays, 24-Nov-26 12:00:05 GMT', undefined],
    ['Nov 24 2026 12:00:05', undefined],
    ['Tue, 24 Nov 2026 12:00:05 GMT, 7', undefined],
  ])('reads %j', (value, expected) => {
    expect(retryAfter([['retry-after', value]], now)).toBe(expected);
  });

  it('reads none of several', () => {
    const field = ['Retry-After', '1'] as const;
    expect([retryAfter([], now), retryAfter([field, field], now)]).toEqual([undefined, undefined]);
  });
});
