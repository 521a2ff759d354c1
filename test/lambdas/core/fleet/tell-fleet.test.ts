import { describe, expect, it } from '@jest/globals';
import { observeOutcome, type TargetOutcome } from '../../../../lambdas/core/balancing/observe-outcome.ts';
import { pickTarget } from '../../../../lambdas/core/balancing/pick-target.ts';
import { type BackendState, initialState } from '../../../../lambdas/core/balancing/target-state.ts';
import {
  type Ejection,
  isEjection,
  isTargetHealth,
  parseTargets,
  type TargetHealth,
} from '../../../../lambdas/core/fleet/fleet-records.ts';
import { learnFromFleet } from '../../../../lambdas/core/fleet/learn-from-fleet.ts';
import { takeLease, tellFleet } from '../../../../lambdas/core/fleet/tell-fleet.ts';
import type { BackendConfig } from '../../../../lambdas/core/router-config.ts';
import { HEALTH } from '../../../support/router-config.ts';

const NOW = 1_800_000_000_000;
const urls = Array.from({ length: 5 }, (_, at) => `http://target-${at}`);
const [first = ''] = urls;
const config: BackendConfig = {
  balance: 'round-robin',
  targets: urls.map((url) => ({ url, weight: 1 })),
  health: HEALTH,
  slowStart: 30_000,
};
const fresh = () => initialState(5, () => 0);
const BROKEN: TargetOutcome = { kind: 'answered', status: 500, latency: 1 };
const FINE: TargetOutcome = { kind: 'answered', status: 200, latency: 1 };

const observe = (state: BackendState, index: number, outcome: TargetOutcome, now: number, times = 1) =>
  Array.from({ length: times }).reduce<BackendState>((known) => observeOutcome(known, index, outcome, now), state);
const learn = (
  state: BackendState,
  ejections: ReadonlyMap<string, Ejection>,
  leases: ReadonlyMap<string, number> = new Map(),
  health: ReadonlyMap<string, TargetHealth> = new Map(),
) =>
  learnFromFleet(
    state,
    config,
    { health: { version: 1, targets: health }, ejections: { version: 1, targets: ejections } },
    { leases, now: NOW + 60_000 },
  );
const tell = (state: BackendState, agreed: ReadonlyMap<string, Ejection>, now: number) =>
  tellFleet(state, config.targets, agreed, now);
/** Indexes that are picked at all. */
const picked = (state: BackendState, now: number, mayProbe = false) => {
  let known = state;
  const found = new Set<number>();
  for (let request = 0; request < 10; request += 1) {
    const pick = pickTarget(config, known, { now, random: () => 0, tried: [], mayProbe });
    if (pick === undefined) throw new Error('nothing picked');
    found.add(pick.index);
    known = pick.state;
  }
  return [...found].sort();
};

describe('what a fleet agrees on', () => {
  const ejected = observe(fresh(), 0, BROKEN, NOW, 5);
  const agreed = new Map([[first, { until: NOW + 30_000, count: 1, leaseUntil: 0 }]]);

  it('is an ejection, told once', () => {
    expect(tell(ejected, new Map(), NOW)).toEqual(agreed);
    expect(tell(ejected, agreed, NOW)).toBeUndefined();
    expect(tell(fresh(), agreed, NOW)).toBeUndefined();
  });

  it('keeps every instance from the target until its time is over, and until it was tried by one', () => {
    const other = learn(fresh(), agreed);
    expect(picked(other, NOW + 29_999)).toEqual([1, 2, 3, 4]);
    expect(picked(other, NOW + 44_999, true)).toEqual([1, 2, 3, 4]);
    expect(picked(other, NOW + 45_000)).toEqual([0, 1, 2, 3, 4]);
  });

  it('gives one instance the lease to try it, and only with what may be sent again', () => {
    expect(takeLease(agreed, config.targets, NOW + 29_999)).toBeUndefined();
    const lease = takeLease(agreed, config.targets, NOW + 31_000);
    expect(lease).toMatchObject({ url: first, until: NOW + 41_000 });
    expect(takeLease(lease?.ejections ?? agreed, config.targets, NOW + 31_000)).toBeUndefined();
    const holder = learn(fresh(), lease?.ejections ?? agreed, new Map([[first, NOW + 41_000]]));
    expect(picked(holder, NOW + 31_000, true)).toEqual([0]);
    const other = learn(fresh(), lease?.ejections ?? agreed);
    expect(picked(other, NOW + 31_000, true)).toEqual([1, 2, 3, 4]);
  });

  it('is taken back when the one that tried was answered, for all and at once', () => {
    const leases = new Map([[first, NOW + 41_000]]);
    const holder = observe(learn(ejected, agreed, leases), 0, FINE, NOW + 31_000);
    expect(tell(holder, agreed, NOW + 31_000)).toEqual(new Map());
    const other = learn(learn(fresh(), agreed), new Map());
    expect(picked(other, NOW + 31_000)).toEqual([0, 1, 2, 3, 4]);
  });

  it('is ejected for longer when that one failed: no other instance has to', () => {
    const leases = new Map([[first, NOW + 41_000]]);
    const holder = observe(learn(fresh(), agreed, leases), 0, BROKEN, NOW + 31_000);
    expect(tell(holder, agreed, NOW + 31_000)).toEqual(
      new Map([[first, { until: NOW + 91_000, count: 2, leaseUntil: 0 }]]),
    );
  });

  it('never ejects more than a tenth of the targets, whatever several instances have seen', () => {
    const other = observe(fresh(), 1, BROKEN, NOW, 5);
    expect(tell(other, agreed, NOW)).toBeUndefined();
    expect(observe(learn(fresh(), agreed), 1, BROKEN, NOW, 5).targets[1]?.ejectedUntil).toBe(0);
  });

  it('is nothing to a deploy with other targets: it tries none of them, and may eject one of its own', () => {
    const others = new Map([['http://elsewhere', { until: NOW, count: 1, leaseUntil: 0 }]]);
    expect(takeLease(others, config.targets, NOW + 1000)).toBeUndefined();
    expect(tell(ejected, others, NOW)).toEqual(new Map([...others, ...agreed]));
  });

  it('is what the health function says, too', () => {
    const sick = new Map([[first, { isHealthy: false, since: NOW }]]);
    const known = learn(fresh(), new Map(), new Map(), sick);
    expect(picked(known, NOW + 9e9)).toEqual([1, 2, 3, 4]);
    const well = learn(known, new Map(), new Map(), new Map([[first, { isHealthy: true, since: NOW + 60_000 }]]));
    expect(picked(well, NOW + 60_001)).toEqual([0, 1, 2, 3, 4]);
    expect(well.targets[0]?.backSince).toBe(NOW + 60_000);
  });
});

describe('a target that is back by the word of the health function', () => {
  it.each([
    ['starts slowly with an instance that has not seen it away', 31_000, 31_000],
    ['has long been back', 29_000, 0],
  ])('%s', (_, back, expected) => {
    const health = new Map([[first, { isHealthy: true, since: NOW + back }]]);
    expect(learn(fresh(), new Map(), new Map(), health).targets[0]?.backSince).toBe(expected && NOW + expected);
  });
});

describe('parseTargets', () => {
  it.each(['', '[]', 'null', '1', '{"a":1}', '{"a":{"until":"1","count":1,"leaseUntil":0}}'])(
    'takes %j for no record',
    (json) => {
      expect(parseTargets(json, isEjection)).toBeUndefined();
      expect(parseTargets(json, isTargetHealth)).toBeUndefined();
    },
  );

  it('keeps a URL that is called like something of an object', () => {
    const record = parseTargets('{"__proto__":{"isHealthy":false,"since":1}}', isTargetHealth);
    expect(record?.get('__proto__')).toEqual({ isHealthy: false, since: 1 });
  });
});
