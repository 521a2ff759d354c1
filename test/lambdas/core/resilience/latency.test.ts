import { describe, expect, it } from '@jest/globals';
import { backOff } from '../../../../lambdas/core/resilience/back-off.ts';
import { observeLatency, patience } from '../../../../lambdas/core/resilience/latency-estimate.ts';
import { emptyWindow, p95, remember } from '../../../../lambdas/core/resilience/latency-window.ts';
import { retryPolicy } from '../../../../lambdas/core/resilience/retry-policy.ts';

const estimate = (...latencies: number[]) =>
  latencies.reduce<ReturnType<typeof observeLatency> | undefined>(observeLatency, undefined);
const window = (...latencies: number[]) => latencies.reduce(remember, emptyWindow);
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe('patience', () => {
  it('is a second at least', () => {
    expect([patience(undefined), patience(estimate(20, 30, 25))]).toEqual([undefined, 1000]);
  });

  it('is the mean and four deviations of slow operations', () => {
    expect(patience(estimate(4000))).toBe(12_000);
    expect(patience(estimate(...Array<number>(50).fill(4000)))).toBeCloseTo(4000, -1);
  });
});

describe('p95', () => {
  it('says nothing of fewer than 30', () => {
    expect([p95(window(...upTo(29))), p95(window(...upTo(30)))]).toEqual([undefined, 29]);
  });

  it('looks back on a hundred', () => {
    expect(p95(window(...upTo(250)))).toBe(245);
  });
});

describe('backOff', () => {
  it('is anywhere below an exponential bound', () => {
    expect([1, 2, 3, 4, 5, 9].map((failures) => backOff(failures, () => 1))).toEqual([25, 50, 100, 200, 250, 250]);
    expect(backOff(3, () => 0)).toBe(0);
  });
});

describe('retryPolicy', () => {
  const known = { targets: 2, timeout: 9000, measured: undefined };

  it.each([
    [1, 3],
    [5, 5],
    [40, 10],
  ])('tries each of %d targets', (targets, attempts) => {
    expect(retryPolicy(undefined, { ...known, targets }).attempts).toBe(attempts);
  });

  it('calls a try late by what was measured, else by its share of the time', () => {
    expect(retryPolicy(undefined, known)).toEqual({ attempts: 3, patience: 3000, on: [502, 503, 504] });
    expect(retryPolicy(undefined, { ...known, measured: 1000 }).patience).toBe(1000);
  });

  it('does as the document says', () => {
    const settings = { attempts: 2, perTryTimeout: 250, on: [429] };
    expect(retryPolicy(settings, { ...known, measured: 1000 })).toEqual({ attempts: 2, patience: 250, on: [429] });
  });
});
