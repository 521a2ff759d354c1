/**
 * `npm run fuzz -- [--runs N] [--seed N]`: hostile texts, each in a process of its own, and then N mutated documents. A text
 * of a megabyte gives problems or a model within 2 s of the processor (as much longer as this machine is slower than the
 * README's) and 1 GB of memory, never an exception. Exit 1 where one does not.
 */
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import Table from 'cli-table3';
import { Command } from 'commander';
import { runInChildren, type TaskResult } from '../corpus/run-in-children.ts';
import { ADVERSARIES } from './adversaries/index.ts';
import type { ChildAnswer } from './child.ts';
import { slowness } from './slowness.ts';

const factor = slowness();
const MAX_TIME = Math.round(2000 * factor);
const MAX_MEMORY = 1e9;
const BATCH = 250;
/** Milliseconds on the clock, which other work on the machine may stretch: what takes long is judged by the processor's. */
const HUNG = 150_000;

const program = new Command('fuzz')
  .option('--runs <count>', 'mutated documents', Number, 2000)
  .option('--seed <number>', 'of the first batch, to repeat a run', Number, randomInt(2 ** 30))
  .option('--only <text>', 'adversaries with this text in their name', '')
  .parse();
const { runs, seed, only } = program.opts<{ runs: number; seed: number; only: string }>();

const adversaries = ADVERSARIES.filter(({ name }) => name.includes(only)).map(({ name }) => `adversary ${name}`);
const batches = Array.from({ length: Math.ceil(runs / BATCH) }, (_, index) => `mutations ${seed + index} ${BATCH}`);
const bar = process.stderr.isTTY
  ? new SingleBar({ format: '{bar} {value}/{total} {task}', clearOnComplete: true })
  : undefined;
bar?.start(adversaries.length + batches.length, 0, { task: '' });

const options = { script: join(import.meta.dirname, 'child.ts'), args: [], jobs: availableParallelism(), memory: 1000 };
const results = new Map<string, TaskResult<ChildAnswer>>();
const keep = (task: string, result: TaskResult<ChildAnswer>) => {
  results.set(task, result);
  bar?.increment({ task });
};
await runInChildren(adversaries, { ...options, timeout: HUNG, fresh: true }, keep);
await runInChildren(batches, { ...options, timeout: HUNG * 3, fresh: false }, keep);
bar?.stop();

const table = new Table({
  head: ['text', 'MB', 'ms of the processor', 'MB of memory', 'what comes out'],
  style: { head: [], border: [] },
});
const failures: string[] = [];
for (const [task, result] of [...results].sort()) {
  const why = faultOf(result);
  if (why !== undefined) failures.push(`${task}: ${why}`);
  if (result.kind === 'answered') table.push(rowOf(task, result.answer));
}
process.stdout.write(`${table}\n${failures.map((line) => `FAILED ${line}\n`).join('')}`);
process.stdout.write(`this machine takes ${factor.toFixed(2)} times as long: ${MAX_TIME} ms are allowed\n`);
process.stdout.write(`${results.size - failures.length} passed, ${failures.length} failed (seed ${seed})\n`);
process.exitCode = failures.length === 0 ? 0 : 1;

function faultOf(result: TaskResult<ChildAnswer>): string | undefined {
  if (result.kind === 'died') return `${result.death}, ${result.why}`;
  const { worst, memory, complaints } = result.answer;
  if (complaints.length > 0) return complaints.join('; ');
  if (worst.time > MAX_TIME) return `${Math.round(worst.time)} ms, at most ${MAX_TIME} are allowed`;
  return memory > MAX_MEMORY ? `${Math.round(memory / 1e6)} MB, at most ${MAX_MEMORY / 1e6} are allowed` : undefined;
}

function rowOf(task: string, { worst, bytes, memory }: ChildAnswer): (string | number)[] {
  const found = worst.compiled ? 'a model' : 'refused';
  const problems = `${found}, ${worst.problems} problem${worst.problems === 1 ? '' : 's'}`;
  return [
    task.replace('adversary ', ''),
    (bytes / 1e6).toFixed(2),
    Math.round(worst.time),
    Math.round(memory / 1e6),
    problems,
  ];
}
