import { describe, expect, it } from '@jest/globals';
import { availability } from '../../../../lambdas/core/balancing/availability.ts';
import { observeOutcome, type TargetOutcome } from '../../../../lambdas/core/balancing/observe-outcome.ts';
import { type BackendState, initialState } from '../../../../lambdas/core/balancing/target-state.ts';

const NOW = 1_800_000_000_000;

const answered = (status: number, more: object = {}): TargetOutcome => ({
  kind: 'answered',
  status,
  latency: 20,
  ...more,
});
const fresh = (targets = 1) => initialState(targets, () => 0);
const told = (state: BackendState, index: number, outcome: TargetOutcome, times = 1, now = NOW): BackendState =>
  Array.from({ length: times }).reduce<BackendState>((known) => observeOutcome(known, index, outcome, now), state);
const ejectedFor = (state: BackendState, index = 0, now = NOW) =>
  Math.max(0, (state.targets[index]?.ejectedUntil ?? 0) - now);
const known = (state: BackendState) => {
  const [target] = state.targets;
  if (target === undefined) throw new Error('no target');
  return target;
};

describe('observeOutcome', () => {
  it('lets a target that could not be reached rest for 5 s, doubled after each rest up to 60 s, until its first answer', () => {
    let state = fresh();
    let now = NOW;
    const rests = Array.from({ length: 6 }, () => {
      state = told(state, 0, { kind: 'unreachable' }, 1, now);
      const rest = known(state).restsUntil - now;
      now += rest;
      return rest;
    });
    expect(rests).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000]);
    expect(known(told(state, 0, answered(200)))).toMatchObject({ failures: 0, unreachable: 0, restsUntil: 0 });
  });

  it('lets it rest no longer for tries of a moment in which no other target was there', () => {
    const state = told(fresh(), 0, { kind: 'unreachable' }, 4);
    expect(known(state).restsUntil).toBe(NOW + 5000);
    expect(known(told(state, 0, { kind: 'unreachable' }, 1, NOW + 2000)).restsUntil).toBe(NOW + 7000);
    const asked = told(fresh(), 0, answered(503, { retryAfter: 3000 }));
    expect(known(told(asked, 0, { kind: 'unreachable' })).restsUntil).toBe(NOW + 5000);
  });

  it('lets a target rest as long as it asks to, a minute at most', () => {
    expect(known(told(fresh(), 0, answered(503, { retryAfter: 3000 }))).restsUntil).toBe(NOW + 3000);
    expect(known(told(fresh(), 0, answered(503, { retryAfter: 9e9 }))).restsUntil).toBe(NOW + 60_000);
  });

  it.each<[string, TargetOutcome]>([
    ['answers of 500', answered(500)],
    ['answers of 503', answered(503)],
    ['broken answers', { kind: 'failed', latency: 1000 }],
    ['connections that fail', { kind: 'unreachable' }],
  ])('ejects for 30 s after five %s in a row', (_, outcome) => {
    const state = fresh(3);
    expect(ejectedFor(told(state, 0, outcome, 4))).toBe(0);
    expect(ejectedFor(told(state, 0, outcome, 5))).toBe(30_000);
    const between = told(told(state, 0, outcome, 4), 0, answered(404));
    expect(ejectedFor(told(between, 0, outcome, 4))).toBe(0);
  });

  it('ejects again at the first failure after an ejection, longer each time, 5 min at most', () => {
    let state = told(fresh(), 0, answered(500), 5);
    const times = [ejectedFor(state)];
    for (let now = NOW + 30_000; times.length < 12; now += times.at(-1) ?? 0) {
      state = told(state, 0, answered(500), 1, now);
      times.push(ejectedFor(state, 0, now));
    }
    expect(times.slice(0, 4)).toEqual([30_000, 60_000, 90_000, 120_000]);
    expect(times.at(-1)).toBe(300_000);
  });

  it('forgets an ejection for each 10 s that the target is back', () => {
    const twice = told(told(fresh(), 0, answered(500), 5), 0, answered(500), 1, NOW + 30_000);
    const back = told(twice, 0, answered(200), 1, NOW + 90_000);
    expect(ejectedFor(told(back, 0, answered(500), 5, NOW + 100_000), 0, NOW + 100_000)).toBe(60_000);
    expect(ejectedFor(told(back, 0, answered(500), 5, NOW + 110_000), 0, NOW + 110_000)).toBe(30_000);
  });

  it.each([
    [1, 1],
    [10, 1],
    [11, 2],
    [50, 5],
  ])('of %d failing targets ejects %d: a tenth, one in any case', (targets, ejected) => {
    let state = fresh(targets);
    for (let index = 0; index < targets; index += 1) state = told(state, index, answered(500), 5);
    expect(state.targets.filter(({ ejectedUntil }) => ejectedUntil > NOW)).toHaveLength(ejected);
  });

  it('ejects a target whose success rate is 1.9 standard deviations below the others', () => {
    const rounds = (targets: number, answers: number, until: number) => {
      let state = fresh(targets);
      for (let answer = 0; answer < answers; answer += 1) {
        const now = NOW + (until * answer) / (answers - 1);
        for (let index = 0; index < targets; index += 1) {
          const fails = index === 2 && answer % 5 < 2;
          state = observeOutcome(state, index, answered(fails ? 500 : 200), now);
        }
      }
      return state;
    };
    expect(ejectedFor(rounds(5, 101, 10_000), 2)).toBe(40_000);
    expect(ejectedFor(rounds(5, 101, 9_000), 2)).toBe(0);
    expect(ejectedFor(rounds(5, 99, 60_000), 2)).toBe(0);
    expect(ejectedFor(rounds(4, 200, 60_000), 2)).toBe(0);
  });

  it('averages latencies over 10 s, and lets a failure stand at once', () => {
    const first = told(fresh(), 0, answered(200, { latency: 20 }));
    const second = told(first, 0, answered(200, { latency: 500 }), 1, NOW + 100);
    expect(Math.round(known(second).latency)).toBe(25);
    const failed = told(first, 0, { kind: 'failed', latency: 500 }, 1, NOW + 100);
    expect(known(failed).latency).toBe(500);
    const later = told(failed, 0, answered(200, { latency: 20 }), 1, NOW + 10_100);
    expect(Math.round(known(later).latency)).toBe(197);
  });
});

describe('availability', () => {
  const ejection = { until: NOW, count: 1, leaseUntil: 0 };
  it.each([
    ['available', {}],
    ['unavailable', { isUnhealthy: true }],
    ['unavailable', { ejectedUntil: NOW + 1 }],
    ['available', { ejectedUntil: NOW }],
    ['rests', { restsUntil: NOW + 1, isUnhealthy: true }],
    ['unavailable', { fleetEjection: { ...ejection, until: NOW + 1, leaseUntil: NOW + 9 } }],
    ['unavailable', { fleetEjection: ejection }],
    ['available', { fleetEjection: { ...ejection, leaseUntil: NOW + 1 } }],
    ['available', { fleetEjection: { ...ejection, until: NOW - 15_000 } }],
  ])('is %s with %j', (expected, more) => {
    expect(availability({ ...known(fresh()), ...more }, NOW)).toBe(expected);
  });
});
