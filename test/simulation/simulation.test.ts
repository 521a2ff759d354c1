import { describe, expect, it } from '@jest/globals';
import { oracle, ours, random } from './policies.ts';
import { oneWith, unevenAt, zoneFails } from './scenario.ts';
import { simulateFleet } from './simulate-fleet.ts';

/** The short form of `npm run simulate`: virtual time, so that the same seed gives the same numbers anywhere. */
const SEED = 1;
const PATIENCE = 60_000;
const leastLatency = ours('least-latency');
const p99 = (...given: Parameters<typeof simulateFleet>) => simulateFleet(...given).latencies.quantile(0.99);

describe('a fleet of 200 one-request instances before 10 targets of which two are slower', () => {
  const short = (load: number, reports: boolean) => ({ ...unevenAt(load, reports), duration: 50_000 });

  it.each([
    { load: 0.75, reports: false, bound: 1.2 },
    { load: 0.75, reports: true, bound: 1.2 },
    { load: 0.9, reports: false, bound: 1.35 },
    { load: 0.9, reports: true, bound: 1.35 },
  ])(
    'has a p99 near that of an oracle which sees every queue: %j',
    ({ load, reports, bound }) => {
      const scenario = short(load, reports);
      expect(p99(scenario, leastLatency, SEED) / p99(scenario, oracle, SEED)).toBeLessThanOrEqual(bound);
    },
    PATIENCE,
  );

  it(
    'would overload the slow ones at random',
    () => {
      expect(p99({ ...unevenAt(0.75, false), duration: 30_000 }, random, SEED)).toBeGreaterThan(3000);
    },
    PATIENCE,
  );
});

describe('a fleet of 200 one-request instances while a target fails and recovers', () => {
  it.each([oneWith({ is: 'dead' }), oneWith({ is: 'failing' }), oneWith({ is: 'stalled' }), zoneFails])(
    'loses fewer than one in 10,000 idempotent requests: $name',
    (scenario) => {
      const { errors, requests } = simulateFleet(scenario, leastLatency, SEED);
      expect(errors / requests).toBeLessThan(0.0001);
    },
    PATIENCE,
  );
});
