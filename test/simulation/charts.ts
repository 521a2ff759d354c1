import { type Axis, drawChart } from './draw-chart.ts';
import type { Scenario } from './scenario.ts';
import type { Run } from './simulate.ts';
import { TIMELINE_STEPS } from './simulate-fleet.ts';

const MILLISECONDS = [0.1, 1, 10, 100, 1000, 10_000, 100_000];

/** Of powers of ten that the values lie in. */
function logarithmic(label: string, values: readonly number[]): Axis {
  const found = values.filter((value) => value > 0);
  const least = Math.min(...found);
  const most = Math.max(...found);
  const from = Math.max(
    0,
    MILLISECONDS.findLastIndex((tick) => tick <= least),
  );
  const beyond = MILLISECONDS.findIndex((tick) => tick >= most);
  const ticks = MILLISECONDS.slice(from, beyond < 0 ? undefined : Math.max(from + 2, beyond + 1));
  return { label, ticks: ticks.map((tick) => [Math.log10(tick), tick.toLocaleString('en')]) };
}

/** Each nine as wide as the one before it. */
const nines = (q: number): number => -Math.log10(1 - q);
const QUANTILES = Array.from({ length: 55 }, (_, step) => 1 - 10 ** -(0.3 + step * 0.05));

export function percentileChart({ name }: Scenario, runs: readonly Run[]): string {
  const lines = runs.map(({ policy, result }) => ({
    name: policy,
    values: QUANTILES.map((q) => [nines(q), result.latencies.quantile(q)] as const),
  }));
  return drawChart({
    title: name,
    x: {
      label: 'percentile',
      ticks: [0.5, 0.9, 0.99, 0.999].map((q) => [nines(q), `p${Number((100 * q).toFixed(1))}`]),
    },
    y: logarithmic(
      'latency, ms',
      lines.flatMap(({ values }) => values.map(([, value]) => value)),
    ),
    lines: lines.map((line) => ({
      name: line.name,
      points: line.values.map(([at, value]) => [at, Math.log10(value)]),
    })),
  });
}

/** The p99 over time: where nothing was answered, there is no point. */
export function timelineChart({ name, duration }: Scenario, runs: readonly Run[]): string {
  const seconds = duration / 1000;
  const lines = runs.map(({ policy, result }) => ({
    name: policy,
    values: result.timeline.flatMap((part, place) =>
      part.count() === 0 ? [] : [[((place + 0.5) * seconds) / TIMELINE_STEPS, part.quantile(0.99)] as const],
    ),
  }));
  const step = STEPS.find((each) => seconds / each <= 8) ?? seconds;
  return drawChart({
    title: name,
    x: {
      label: 'arrival, s',
      ticks: Array.from({ length: Math.ceil(seconds / step) + 1 }, (_, at) => [at * step, String(at * step)]),
    },
    y: logarithmic(
      'p99 of that time, ms',
      lines.flatMap(({ values }) => values.map(([, value]) => value)),
    ),
    lines: lines.map((line) => ({
      name: line.name,
      points: line.values.map(([at, value]) => [at, Math.log10(value)]),
    })),
  });
}

const STEPS = [0.5, 1, 2, 5, 10, 20, 50, 100];
