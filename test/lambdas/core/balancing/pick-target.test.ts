import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { observeOutcome, type TargetOutcome } from '../../../../lambdas/core/balancing/observe-outcome.ts';
import { type PickOptions, pickTarget } from '../../../../lambdas/core/balancing/pick-target.ts';
import {
  type BackendState,
  initialState,
  type TargetState,
  withTarget,
} from '../../../../lambdas/core/balancing/target-state.ts';
import type { BackendConfig, BalanceMethod, TargetConfig } from '../../../../lambdas/core/router-config.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const NOW = 1_800_000_000_000;

const backend = (balance: BalanceMethod, ...weights: number[]): BackendConfig => ({
  balance,
  targets: weights.map((weight, index) => ({ url: `http://target-${index}.example`, weight })),
});

/** Shares of requests when target `index` answers after `latencies[index]` ms, one request each 100 ms. */
function shares(config: BackendConfig, latencies: readonly number[], requests = 4000): readonly number[] {
  const random = seededRandom(7);
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

  it.each<[string, TargetOutcome, number]>([
    ['could not be reached', { kind: 'unreachable' }, 1],
    ['broke off at once', { kind: 'failed', latency: 1 }, 1],
    ['answered 500 at once', { kind: 'answered', status: 500, latency: 1 }, 1],
    ['was ejected', { kind: 'failed', latency: 1 }, 5],
  ])('least-latency asks a target again minutes after it %s, neither sooner nor much later', (_, outcome, times) => {
    const config = backend('least-latency', 1, 1, 1);
    const random = seededRandom(7);
    const ask = (state: BackendState, index: number, now: number) =>
      observeOutcome(state, index, { kind: 'answered', status: 200, latency: 20 }, now);
    let state = [0, 1, 2].reduce((known, index) => ask(known, index, NOW), initialState(3, random));
    const failed = NOW + 20_000;
    for (let time = 0; time < times; time += 1) state = observeOutcome(state, 0, outcome, failed);
    let now = failed;
    for (let index: number | undefined; index !== 0; now += 100) {
      const pick = pickTarget(config, state, { now, random, tried: [] });
      if (pick === undefined) throw new Error('nothing picked');
      ({ index } = pick);
      state = ask(pick.state, index, now);
    }
    expect(now - failed).toBeGreaterThan(60_000);
    expect(now - failed).toBeLessThan(240_000);
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

  const methods = fc.constantFrom<BalanceMethod>('least-latency', 'weighted-random', 'round-robin', 'consistent-hash');

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
          const pick = pickTarget(backend(balance, ...weights), state, { now: NOW, random, tried, hashKey: 'k' });
          const untried = weights.map((_, index) => index).filter((index) => !tried.includes(index));
          const healthy = untried.filter((index) => !ejected.includes(index));
          const expected = healthy.length > 0 ? healthy : untried;
          if (expected.length === 0) expect(pick).toBeUndefined();
          else expect(expected).toContain(pick?.index);
        },
      ),
    );
  });

  const withTargets = (more: Partial<BackendConfig>, ...targets: Partial<TargetConfig>[]): BackendConfig => ({
    balance: 'weighted-random',
    targets: targets.map((target, index) => ({ url: `http://target-${index}.example`, weight: 1, ...target })),
    ...more,
  });

  const sharesAt = (config: BackendConfig, state: BackendState, now: number, options: Partial<PickOptions> = {}) => {
    const random = seededRandom(3);
    const counts = config.targets.map(() => 0);
    for (let request = 0; request < 2000; request += 1) {
      const index = pickTarget(config, state, { now, random, tried: [], ...options })?.index ?? -1;
      counts[index] = (counts[index] ?? 0) + 1;
    }
    return counts.map((count) => Math.round(count / 20));
  };

  it('sends what a half-dead priority cannot take to the next one, and all of it back', () => {
    const config = withTargets({}, {}, {}, { priority: 1 }, { priority: 1 }, { priority: 7 });
    const state = initialState(5, () => 0);
    expect(sharesAt(config, state, NOW)).toEqual([expect.closeTo(50, -1), expect.closeTo(50, -1), 0, 0, 0]);
    const half = eject(state, 0);
    const [dead, alive, ...others] = sharesAt(config, half, NOW);
    expect([dead, others.at(-1)]).toEqual([0, 0]);
    expect(alive).toBeGreaterThan(66);
    expect(alive).toBeLessThan(74);
    expect(sharesAt(config, half, NOW + 5000)).toEqual([expect.closeTo(50, -1), expect.closeTo(50, -1), 0, 0, 0]);
    expect(sharesAt(config, eject(half, 1, 2, 3), NOW)).toEqual([0, 0, 0, 0, 100]);
  });

  it('panics when fewer than half are healthy, but not for those that could not be reached', () => {
    const config = withTargets({}, {}, {}, {}, {});
    const known = initialState(4, () => 0);
    const unhealthy = [1, 2, 3].reduce(
      (state, at) => withTarget(state, at, { ...(known.targets[at] as TargetState), isUnhealthy: true }),
      known,
    );
    expect(sharesAt(config, unhealthy, NOW).every((share) => share > 20)).toBe(true);
    expect(sharesAt(config, eject(unhealthy, 3), NOW)[3]).toBe(0);
  });

  it('gives a target that has come back a tenth of its share at first, and more of it by and by', () => {
    const config = withTargets({ slowStart: 10_000 }, {}, {});
    const back = eject(
      initialState(2, () => 0),
      0,
    );
    const share = (after: number) => sharesAt(config, back, NOW + 5000 + after)[0] ?? 0;
    expect(share(0)).toBeLessThan(12);
    expect(share(5000)).toBeGreaterThan(28);
    expect(share(5000)).toBeLessThan(38);
    expect(share(10_000)).toBeGreaterThan(45);
  });

  it('tells busy targets by the load that they report', () => {
    const config = backend('least-latency', 1, 1);
    const state = [30, 1].reduce(
      (known, load, at) => observeOutcome(known, at, { kind: 'answered', status: 200, latency: 20, load }, NOW),
      initialState(2, () => 0),
    );
    expect(sharesAt(config, state, NOW)).toEqual([0, 100]);
  });

  it('takes no target that fails at once for a fast one', () => {
    const random = seededRandom(5);
    const config = backend('least-latency', 1, 1, 1, 1);
    let state = initialState(4, random);
    let failed = 0;
    for (let now = NOW; now < NOW + 100_000; now += 100) {
      const pick = pickTarget(config, state, { now, random, tried: [] });
      if (pick === undefined) throw new Error('nothing picked');
      const answer = pick.index === 0 ? { status: 503, latency: 1 } : { status: 200, latency: 50 };
      if (pick.index === 0) failed += 1;
      state = observeOutcome(pick.state, pick.index, { kind: 'answered', ...answer }, now);
    }
    expect(failed).toBeLessThan(20);
  });
});

describe('pickTarget by consistent-hash', () => {
  const hashed = (urls: readonly string[], weights: readonly number[] = []): BackendConfig => ({
    balance: 'consistent-hash',
    targets: urls.map((url, at) => ({ url, weight: weights[at] ?? 1 })),
  });
  const urls = Array.from({ length: 10 }, (_, at) => `https://target-${at}.example`);
  const keys = Array.from({ length: 5000 }, (_, at) => `user-${at}`);
  /** Each key by an instance of its own, which knows of no other request. */
  const placed = (config: BackendConfig) =>
    keys.map((hashKey) => {
      const state = initialState(config.targets.length, () => 0);
      return pickTarget(config, state, { now: NOW, random: () => 0, tried: [], hashKey })?.index ?? -1;
    });
  const countOf = (places: readonly number[], index: number) => places.filter((place) => place === index).length;

  it('spreads keys evenly, or by weight', () => {
    const even = placed(hashed(urls));
    for (const [index] of urls.entries()) expect(Math.abs(countOf(even, index) - 500)).toBeLessThan(100);
    const heavy = placed(hashed(urls.slice(0, 2), [3, 1]));
    expect(Math.abs(countOf(heavy, 0) - 3750)).toBeLessThan(150);
  });

  it('moves no key but those of the target that goes', () => {
    const before = placed(hashed(urls));
    const after = placed(hashed(urls.slice(1)));
    const moved = keys.filter((_, at) => before[at] !== 0 && (before[at] ?? 0) - 1 !== after[at]);
    expect(moved).toEqual([]);
  });

  it('gives a key that all send at most a quarter more than its fair share, and keeps what is rare in its place', () => {
    const config = hashed(urls);
    let state = initialState(10, () => 0);
    const counts = urls.map(() => 0);
    for (let request = 0; request < 2000; request += 1) {
      const pick = pickTarget(config, state, { now: NOW, random: () => 0, tried: [], hashKey: 'everyone' });
      if (pick === undefined) throw new Error('nothing picked');
      counts[pick.index] = (counts[pick.index] ?? 0) + 1;
      state = pick.state;
    }
    expect(Math.max(...counts)).toBeLessThanOrEqual(251);
    const first = Array.from({ length: 10 }, (_, at) => {
      const late = NOW + 600_000 + at;
      const pick = pickTarget(config, state, { now: late, random: () => 0, tried: [], hashKey: 'everyone' });
      state = pick?.state ?? state;
      return pick?.index;
    });
    expect(new Set(first).size).toBe(1);
  });
});
