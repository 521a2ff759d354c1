/**
 * `npm run simulate [-- uneven|faults|zones|many|one|scale|million|seeds …]`: fleets of routers in virtual time, with the router's own
 * code: a table for each scenario and two pictures of it in `.bench/simulation/`. Deterministic; all of it takes some minutes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Table from 'cli-table3';
import { percentileChart, timelineChart } from './charts.ts';
import { peakEwma } from './peak-ewma.ts';
import { oracle, ours, type Policy, random } from './policies.ts';
import { atScale, hundredMixed, oneInstance, oneWith, type Scenario, unevenAt, zoneFails } from './scenario.ts';
import { type FleetResult, simulateFleet } from './simulate-fleet.ts';

const SEED = 1;
const SEEDS = 8;
const folder = join(import.meta.dirname, '../../.bench/simulation');
const leastLatency = ours('least-latency');
const policies = [
  oracle,
  leastLatency,
  peakEwma,
  ours('round-robin'),
  ours('weighted-random'),
  ours('consistent-hash'),
  random,
];
/** Those that the others stand for are left out where each takes a minute or two. */
const few = [oracle, leastLatency, peakEwma, random];
const scenarios: Readonly<Record<string, readonly Scenario[]>> = {
  uneven: [unevenAt(0.75, false), unevenAt(0.75, true), unevenAt(0.9, false), unevenAt(0.9, true)],
  faults: [
    oneWith({ is: 'dead' }),
    oneWith({ is: 'stalled' }),
    oneWith({ is: 'failing' }),
    oneWith({ is: 'slow', factor: 10 }),
  ],
  zones: [zoneFails],
  many: [hundredMixed],
  one: [oneInstance],
  scale: [atScale(1, 10, 60_000), atScale(10, 10, 30_000), atScale(100, 100, 10_000)],
  million: [atScale(1000, 1000, 2000)],
};

export interface Run {
  readonly policy: string;
  readonly result: FleetResult;
}

function report(scenario: Scenario, name: string): void {
  const runs: Run[] = (name.startsWith('million') ? few : policies).map((policy) => ({
    policy: policy.name,
    result: simulateFleet(scenario, policy, SEED),
  }));
  const ideal = runs[0]?.result.latencies.quantile(0.99) ?? Number.NaN;
  const table = new Table({
    head: ['policy', 'p50 ms', 'p90 ms', 'p99 ms', 'p99.9 ms', 'p99 / oracle', 'errors', 'of requests'],
    style: { head: [], border: [] },
  });
  for (const { policy, result } of runs) {
    const { latencies, errors, requests } = result;
    const shown = [0.5, 0.9, 0.99, 0.999].map((q) => Number(latencies.quantile(q).toPrecision(3)));
    const ratio = (latencies.quantile(0.99) / ideal).toFixed(2);
    table.push([policy, ...shown, ratio, `${((100 * errors) / requests).toFixed(4)}%`, requests]);
  }
  process.stdout.write(`${scenario.name}\n${table.toString()}\n\n`);
  writeFileSync(join(folder, `${name}-percentiles.svg`), percentileChart(scenario, runs));
  writeFileSync(join(folder, `${name}-timeline.svg`), timelineChart(scenario, runs));
}

/** How far the ratio to the oracle is a matter of the seed: twice as long as a scenario's own time, once for each seed. */
function spread(scenario: Scenario): void {
  const longer = { ...scenario, duration: 2 * scenario.duration };
  const p99 = (policy: Policy, seed: number) => simulateFleet(longer, policy, seed).latencies.quantile(0.99);
  const ratios = Array.from({ length: SEEDS }, (_, index) => p99(leastLatency, index) / p99(oracle, index));
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / SEEDS;
  const deviation = Math.sqrt(ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / (SEEDS - 1));
  const each = ratios.map((ratio) => ratio.toFixed(3)).join(' ');
  process.stdout.write(
    `${scenario.name}: ${mean.toFixed(3)} ± ${deviation.toFixed(3)} of the oracle's p99 (${each})\n`,
  );
}

mkdirSync(folder, { recursive: true });
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(scenarios);
for (const name of names) {
  if (name === 'seeds') for (const scenario of scenarios.uneven ?? []) spread(scenario);
  for (const [index, scenario] of (scenarios[name] ?? []).entries()) report(scenario, `${name}-${index + 1}`);
}
process.stdout.write(`pictures: ${folder}\n`);
