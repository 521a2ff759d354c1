import { describe, expect, it } from '@jest/globals';
import { allows, begin, CLOSED, fail, succeed } from '../../../../lambdas/core/resilience/circuit-breaker.ts';

const most = () => 1 - Number.EPSILON;
const failing = (times: number, now = 0) =>
  Array.from({ length: times }).reduce<typeof CLOSED>((breaker) => fail(breaker, now, most), CLOSED);

describe('the circuit breaker', () => {
  it('opens after five failures in a row, for a second', () => {
    expect(allows(failing(4), 0)).toBe(true);
    expect([0, 999, 1000].map((now) => allows(failing(5), now))).toEqual([false, false, true]);
  });

  it('counts only those in a row', () => {
    expect(allows(fail(succeed(failing(4)), 0, most), 0)).toBe(true);
  });

  it('allows one trial at a time when half-open', () => {
    const trying = begin(failing(5), 1000);
    expect([1000, 1999, 2000].map((now) => allows(trying, now))).toEqual([false, false, true]);
  });

  it('closes with a trial that succeeds', () => {
    expect(succeed(begin(failing(5), 1000))).toBe(CLOSED);
  });

  it('opens for twice as long with each trial that fails, at most 30 s', () => {
    const pauses = [5, 6, 7, 8, 9, 10, 11].map((failures) => Math.round(failing(failures).openUntil));
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('spreads the trials of a fleet', () => {
    expect(fail(failing(4), 0, () => 0).openUntil).toBe(500);
  });
});
