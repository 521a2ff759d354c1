import { type ChildProcess, fork } from 'node:child_process';
import type { Death } from './examination.ts';

export interface ChildOptions {
  /** A script that answers each message with one. */
  readonly script: string;
  readonly args: readonly string[];
  readonly jobs: number;
  /** Milliseconds for one task. */
  readonly timeout: number;
  /** Megabytes of a child's heap. */
  readonly memory: number;
  /**
   * Each task has a child of its own, so that what one holds is that task's.
   * @default false
   */
  readonly fresh?: boolean;
}

export type TaskResult<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'died'; readonly death: Death; readonly why: string };

/** Gives each task to one of `jobs` child processes. One that dies or hangs costs its task and is replaced. */
export async function runInChildren<Answer>(
  tasks: readonly string[],
  { jobs, fresh = false, ...options }: ChildOptions,
  onResult: (task: string, result: TaskResult<Answer>) => void,
): Promise<void> {
  const waiting = tasks.values();
  await Promise.all(
    Array.from({ length: Math.min(jobs, tasks.length) }, async () => {
      let child = start(options);
      for (const task of waiting) {
        const result = await ask<Answer>(child, task, options.timeout);
        if (fresh || result.kind === 'died') {
          child.process.kill('SIGKILL');
          child = start(options);
        }
        onResult(task, result);
      }
      child.process.kill();
    }),
  );
}

interface Child {
  readonly process: ChildProcess;
  /** The end of what it wrote to stderr. */
  readonly lastWords: () => string;
}

function start({ script, args, memory }: Omit<ChildOptions, 'jobs' | 'fresh'>): Child {
  const execArgv = [`--max-old-space-size=${memory}`, '--disable-warning=ExperimentalWarning'];
  const child = fork(script, args, { execArgv, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-4000);
  });
  return { process: child, lastWords: () => words };
}

function ask<Answer>({ process: child, lastWords }: Child, task: string, timeout: number): Promise<TaskResult<Answer>> {
  return new Promise((resolve) => {
    const finish = (result: TaskResult<Answer>) => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(result);
    };
    const die = (death: Death, why: string) => finish({ kind: 'died', death, why });
    const timer = setTimeout(() => die('hung', `no answer after ${timeout} ms`), timeout);
    child.once('message', (answer) => finish({ kind: 'answered', answer: answer as Answer })); // the script's own type
    // After `close` all of stderr is here.
    child.once('close', () => {
      const words = lastWords();
      die(/heap out of memory|heap limit/.test(words) ? 'out of memory' : 'crashed', errorLine(words));
    });
    child.send(task);
  });
}

const errorLine = (words: string): string =>
  words.split('\n').find((line) => /^\w*(?:Error|FATAL)/.test(line)) ?? words.trim().slice(-200);
