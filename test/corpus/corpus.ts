/**
 * `npm run corpus -- DIR [--json FILE]`: compiles every OpenAPI document below a folder, in child processes with limits,
 * and checks what comes out against everything known of it apart from the compiler. Exit 1 where a document crashes or
 * hangs, an operation is open that declares security, something is lost silently, API Gateway would not import the
 * result, or less than 99 % of those that a public validator accepts compile.
 */
import { statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import type { Examination, NoDocument } from './examination.ts';
import { findFiles } from './find-files.ts';
import { printSummary } from './print-summary.ts';
import { runInChildren, type TaskResult } from './run-in-children.ts';
import { holds, summarize } from './summarize.ts';

const program = new Command('corpus')
  .argument('<folder>')
  .option('--json <file>', 'report of every document')
  .option('--list <count>', 'refused documents listed for each rule', Number, 5)
  .option('--jobs <count>', 'documents at once', Number, availableParallelism())
  .option('--timeout <seconds>', 'for one document and all its checks', Number, 60)
  .option('--memory <megabytes>', "heap of a document's process", Number, 2048)
  .parse();
const { json, list, jobs, timeout, memory } = program.opts<{
  json?: string;
  list: number;
  jobs: number;
  timeout: number;
  memory: number;
}>();
const folder = resolve(program.args[0] ?? '.');

const files = findFiles(folder);
const bar = process.stderr.isTTY
  ? new SingleBar({ format: '{bar} {value}/{total} {file}', clearOnComplete: true })
  : undefined;
bar?.start(files.length, 0, { file: '' });
const script = join(import.meta.dirname, 'examiner.ts');
const examinations: Examination[] = [];
await runInChildren<Examination | NoDocument>(
  files,
  { script, args: [folder], jobs, timeout: timeout * 1000, memory },
  (file, result) => {
    const row = rowOf(file, result);
    if (row.outcome !== 'no document') examinations.push(row);
    bar?.increment({ file });
  },
);
bar?.stop();

examinations.sort((one, other) => (one.file < other.file ? -1 : 1));
const summary = summarize(examinations);
if (json !== undefined) writeFileSync(json, JSON.stringify({ summary, documents: examinations }, null, 1));
process.stdout.write(printSummary(summary, list));
process.exitCode = examinations.length > 0 && holds(summary) ? 0 : 1;

function rowOf(file: string, result: TaskResult<Examination | NoDocument>): Examination | NoDocument {
  if (result.kind === 'answered') return result.answer;
  return {
    file,
    bytes: statSync(join(folder, file)).size,
    version: '?',
    invalid: undefined,
    outcome: result.death,
    refusals: [],
    refusalsBeyondSecurity: [],
    operations: 0,
    declared: 0,
    faults: [{ kind: 'exception', message: result.why }],
    time: 0,
    memory: 0,
  };
}
