import { observeOutcome } from '../../lambdas/core/balancing/observe-outcome.ts';
import { pickTarget } from '../../lambdas/core/balancing/pick-target.ts';
import { initialState } from '../../lambdas/core/balancing/target-state.ts';
import type { BackendConfig } from '../../lambdas/core/router-config.ts';
import type { Row } from './row.ts';
import { median } from './statistics.ts';

const METHODS = ['least-latency', 'round-robin', 'weighted-random', 'consistent-hash'] as const;
const ROUNDS = 15;

/** A decision among 10 and 1,000 targets and what is learned of its outcome, beside a plain random pick. */
export function benchBalancing(): readonly Row[] {
  const rows = METHODS.flatMap((balance) => [row(balance, 10, 2), row(balance, 1000, 10)]);
  return [...rows, row('least-latency', 1000, 10, 'one ejected')];
}

function row(balance: BackendConfig['balance'], count: number, most: number, trouble?: 'one ejected'): Row {
  const targets = Array.from({ length: count }, (_, index) => ({ url: `https://target-${index}.example`, weight: 1 }));
  const decisions = 200_000 / count + 1000;
  const ours: number[] = [];
  const plain: number[] = [];
  const decide = decider({ balance, targets }, trouble !== undefined);
  const pickAtRandom = () => targets[Math.floor(Math.random() * targets.length)];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(microseconds(decide, decisions));
    plain.push(microseconds(pickAtRandom, decisions));
  }
  return {
    measure: `balancing decision, ${balance}, ${count} targets${trouble === undefined ? '' : `, ${trouble}`}`,
    unit: 'µs',
    ours: median(ours),
    beside: { name: 'plain random pick', value: median(plain) },
    bound: { kind: 'at most', value: most },
  };
}

/** Picks, and learns of an answer; time goes on by a millisecond. */
function decider(backend: BackendConfig, ejected: boolean): () => void {
  let now = 1_800_000_000_000;
  let serial = 0;
  let state = initialState(backend.targets.length, Math.random);
  if (ejected) {
    for (let failure = 0; failure < 5; failure += 1)
      state = observeOutcome(state, 0, { kind: 'failed', latency: 1000 }, now);
  }
  return () => {
    now += 1;
    serial += 1;
    const picked = pickTarget(backend, state, { now, random: Math.random, tried: [], hashKey: `user-${serial}` });
    if (picked === undefined) throw new Error('nothing picked');
    state = observeOutcome(picked.state, picked.index, { kind: 'answered', status: 200, latency: 20 }, now);
  };
}

/** Of processor time: what else runs on the machine does not count. */
function microseconds(run: () => unknown, times: number): number {
  const start = process.cpuUsage();
  for (let time = 0; time < times; time += 1) run();
  return process.cpuUsage(start).user / times;
}
