import { readFileSync } from 'node:fs';
import Table from 'cli-table3';
import { quantile } from '../bench/statistics.ts';
import { isStreamed } from './document.ts';
import type { Fault } from './fault-list.ts';
import type { Sent } from './load.ts';

/** One fault's requests, and the gateway after them. */
export interface Outcome {
  readonly fault: Fault;
  readonly sent: readonly Sent[];
  /** Bytes of resident memory. */
  readonly memory: number;
  /** Log lines of the requests that the gateway answered with a problem. */
  readonly failures: readonly string[];
}

/** Memory at the end in terms of that after the runs whose targets are all well, in which every thread starts: a slow table needs most. */
const MOST_GROWTH = 1.25;

/** What went wrong, in lines. @param notes file with the ids of the POST requests that reached a target */
export function judge(outcomes: readonly Outcome[], notes: string): readonly string[] {
  const wrong = outcomes.flatMap((outcome) => {
    const { name } = outcome.fault;
    const failed = [
      ...lost(outcome).map(({ id, method, status }) => `${name}: lost ${method} ${id}, status ${status}`),
      ...withVerdict(outcome, 'truncated').map(({ id }) => `${name}: cut ${id} without saying so`),
      ...twice(outcome, notes).map((id) => `${name}: sent ${id} twice`),
    ];
    return failed.length === 0 ? [] : [...failed.slice(0, 10), ...outcome.failures.slice(0, 5)];
  });
  const growth = (outcomes.at(-1)?.memory ?? 0) / (warm(outcomes)?.memory ?? 1);
  return growth <= MOST_GROWTH ? wrong : [...wrong, `memory grew ${growth.toFixed(2)} times`];
}

/** After the last of the runs at the beginning whose targets are all well. */
const warm = (outcomes: readonly Outcome[]) =>
  outcomes[outcomes.findIndex(({ fault }) => fault.targets !== undefined) - 1];

const withVerdict = ({ sent }: Outcome, verdict: Sent['verdict']) => sent.filter((one) => one.verdict === verdict);

/** Idempotent, and not answered as the one good target would. A stream that began can only be broken off. */
function lost({ sent, fault }: Outcome): readonly Sent[] {
  const streamed = isStreamed(fault.path);
  return sent.filter(
    ({ method, verdict }) => method !== 'POST' && (verdict === 'refused' || (verdict === 'broken' && !streamed)),
  );
}

function twice({ sent }: Outcome, notes: string): readonly string[] {
  const own = new Set(sent.map(({ id }) => id));
  const seen = new Set<string>();
  const received = readFileSync(notes, 'utf8').split('\n');
  return received.filter((id) => own.has(id) && (seen.has(id) || !seen.add(id)));
}

export function report(outcomes: readonly Outcome[], notes: string): string {
  const head = [
    'all targets but one',
    'requests',
    'lost',
    'POST lost',
    'POST twice',
    'cut',
    'broken off',
    'p50',
    'p99',
    'MB',
  ];
  const table = new Table({
    head,
    style: { head: [], border: [] },
    colAligns: ['left', ...head.slice(1).map(() => 'right' as const)],
  });
  for (const outcome of outcomes) {
    const { fault, sent, memory } = outcome;
    const times = sent.map(({ milliseconds }) => milliseconds);
    const numbers = [
      sent.length,
      lost(outcome).length,
      sent.filter(({ method, verdict }) => method === 'POST' && verdict !== 'whole').length,
      twice(outcome, notes).length,
      withVerdict(outcome, 'truncated').length,
      withVerdict(outcome, 'broken').length,
      quantile(times, 0.5),
      quantile(times, 0.99),
      memory / 2 ** 20,
    ];
    table.push([fault.name, ...numbers.map((number) => Math.round(number))]);
  }
  return table.toString();
}
