import { getCompileCacheDir } from 'node:module';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LambdaFunction } from '../assembly/assembly.ts';
import type { Places } from './claim.ts';
import { LOG_STREAM, lambdaVariables } from './lambda-variables.ts';
import type { EnvironmentSetup } from './messages.ts';
import { splitLines } from './split-lines.ts';

export interface WorkerOptions {
  readonly lambda: LambdaFunction;
  /** Holds the function's code. */
  readonly taskRoot: string;
  /** Added to the function's own variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** Called with each line that the function writes. */
  readonly onLog: (line: string) => void;
}

// As JavaScript in the published package: Node runs no TypeScript under node_modules.
const MAIN = new URL(`./worker/main${extname(import.meta.filename)}`, import.meta.url).href;

/** A thread has a compile cache of its own: this one's folder spares it stripping types, and compiling the function's code again. */
const START = `const { enableCompileCache } = require('node:module');
const { compileCache, main } = require('node:worker_threads').workerData;
if (compileCache !== undefined) enableCompileCache(compileCache);
import(main);`;

/** MB of V8's young generation: as it grows under load, each thread of a quick function would hold some 20 for garbage. */
const YOUNG_GENERATION = 4;

/** Starts the thread of an execution environment, with the function's variables, memory and output apart from ours. */
export function startWorker({ lambda, taskRoot, environment, onLog }: WorkerOptions, places: Places): Worker {
  const setup: EnvironmentSetup = {
    taskRoot,
    handler: lambda.handler,
    runtime: lambda.runtime,
    functionName: lambda.name,
    functionVersion: lambda.version,
    memorySize: lambda.memorySize,
    logGroupName: lambda.logGroupName,
    logStreamName: LOG_STREAM,
    timeout: lambda.timeout,
    places,
  };
  const worker = new Worker(START, {
    eval: true,
    name: lambda.name,
    workerData: { ...setup, main: MAIN, compileCache: getCompileCacheDir() },
    env: lambdaVariables(lambda, taskRoot, environment),
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: lambda.memorySize, maxYoungGenerationSizeMb: YOUNG_GENERATION },
  });
  splitLines(worker.stdout, onLog);
  splitLines(worker.stderr, onLog);
  return worker;
}
