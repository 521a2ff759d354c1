import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { observeOutcome } from '../../../../lambdas/core/balancing/observe-outcome.ts';
import { pickTarget } from '../../../../lambdas/core/balancing/pick-target.ts';
import { type BackendState, initialState } from '../../../../lambdas/core/balancing/target-state.ts';
import type { BackendConfig, BalanceMethod } from '../../../../lambdas/core/router-config.ts';

const NOW = 1_800_000_000_000;

const backend = (balance: BalanceMethod, ...weights: number[]): BackendConfig => ({
  balance,
  targets: weights.map((weight, index) => ({ url: `http://target-${index}.example`, weight })),
});

/** A repeatable sequence (the "mulberry32" generator). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Shares of requests when target `index` answers after `latencies[index]` ms, one request each 100 ms. */
function shares(config: BackendConfig, latencies: readonly number[], requests = 4000): readonly number[] {
  const random = seeded(7);
  let state = initialState(config.targets.length, random);
  const counts = config.targets.map(() => 0);
  for (let now = NOW; now < NOW + requests * 100; now += 100) {
    const pick = pickTarget(config, state, { now, random, tried: [] });
    if (pick === undefined) throw new Error('nothing picked');
    counts[pick.index] = (counts[pick.index] ?? 0) + 1;
    const latency = (latencies[pick.index] ?? 0) * (0.95 + 0.1 * random());
    state = observeOutcome(pick.state, pick.index, { kind: 'answered', status: 200, latency }, now);
  }
  return counts.map((count) => count / requests);
}

const eject = (state: BackendState, ...indexes: number[]) =>
  indexes.reduce((known, index) => observeOutcome(known, index, { kind: 'unreachable' }, NOW), state);

describe('pickTarget', () => {
  it.each<[BalanceMethod, number]>([
    ['least-latency', 0.05],
    ['weighted-random', 0.03],
    ['round-robin', 0.01],
  ])('%s respects weights among equally fast targets', (balance, tolerance) => {
    const [heavy = 0, light = 0] = shares(backend(balance, 3, 1), [20, 20]);
    expect(Math.abs(heavy - 0.75)).toBeLessThanOrEqual(tolerance);
    expect(heavy + light).toBeCloseTo(1);
  });

  it('least-latency leaves a slow target a trickle that notices its recovery', () => {
    const [fast = 0, slow = 0] = shares(backend('least-latency', 1, 1), [20, 400]);
    expect(fast).toBeGreaterThan(0.97);
    expect(slow).toBeGreaterThan(0);
  });

  it('least-latency prefers a faster target to a heavier one', () => {
    const [heavy = 0] = shares(backend('least-latency', 10, 1), [100, 20]);
    expect(heavy).toBeLessThan(0.2);
  });

  it('round-robin spreads turns smoothly', () => {
    const config = backend('round-robin', 5, 1, 1);
    let state = initialState(3, () => 0);
    const order = Array.from({ length: 7 }, () => {
      const pick = pickTarget(config, state, { now: NOW, random: () => 0, tried: [] });
      state = pick?.state ?? state;
      return pick?.index;
    });
    expect(order).toEqual([0, 0, 1, 0, 2, 0, 0]);
  });

  it('passes over an ejected target until its time is over', () => {
    const config = backend('round-robin', 1, 1);
    const state = eject(
      initialState(2, () => 0),
      0,
    );
    const pick = (now: number) => pickTarget(config, state, { now, random: () => 0, tried: [] })?.index;
    expect([pick(NOW + 4999), pick(NOW + 5000)]).toEqual([1, 0]);
  });

  const methods = fc.constantFrom<BalanceMethod>('least-latency', 'weighted-random', 'round-robin');

  it('finds an untried target whenever there is one, even if all are ejected', () => {
    fc.assert(
      fc.property(
        methods,
        fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(5)),
        fc.array(fc.nat(5)),
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        (balance, weights, ejected, tried, numbers) => {
          const random = () => numbers.next().value;
          const state = eject(initialState(weights.length, random), ...ejected);
          const pick = pickTarget(backend(balance, ...weights), state, { now: NOW, random, tried });
          const untried = weights.map((_, index) => index).filter((index) => !tried.includes(index));
          const healthy = untried.filter((index) => !ejected.includes(index));
          const expected = healthy.length > 0 ? healthy : untried;
          if (expected.length === 0) expect(pick).toBeUndefined();
          else expect(expected).toContain(pick?.index);
        },
      ),
    );
  });
});

describe('observeOutcome', () => {
  it('ejects for 5 s, doubled in a row up to 60 s, and forgets at the first answer', () => {
    let state = initialState(1, () => 0);
    const pauses = Array.from({ length: 6 }, () => {
      state = eject(state, 0);
      return (state.targets[0]?.ejectedUntil ?? 0) - NOW;
    });
    expect(pauses).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000]);
    expect(observeOutcome(state, 0, { kind: 'answered', status: 200, latency: 1 }, NOW).targets[0]).toMatchObject({
      failures: 0,
      ejectedUntil: 0,
    });
  });

  it('rises to a peak at once and comes down slowly', () => {
    const observe = (state: BackendState, latency: number, after: number) =>
      observeOutcome(state, 0, { kind: 'answered', status: 200, latency }, NOW + after);
    const peak = observe(
      observe(
        initialState(1, () => 0),
        20,
        0,
      ),
      500,
      100,
    );
    expect(peak.targets[0]?.latency).toBe(500);
    expect(Math.round(observe(peak, 20, 1100).targets[0]?.latency ?? 0)).toBe(454);
  });
});
