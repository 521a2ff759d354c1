import type { EventLoopUtilization } from 'node:perf_hooks';
import { finished } from 'node:stream/promises';
import type { Worker } from 'node:worker_threads';
import { describeError } from './describe-error.ts';
import type { InvocationFailure } from './function-pool.ts';
import type { FromWorker, HandlerOutcome, InvokeMessage, ToWorker } from './messages.ts';
import { startWorker, type WorkerOptions } from './start-worker.ts';

/** An invocation and who waits for it. */
export interface Job {
  readonly request: Omit<InvokeMessage, 'deadline'>;
  /** @param more to be called when the next one may come */
  chunk(bytes: Uint8Array, more: () => void): void;
  settle(outcome: JobOutcome): void;
  /** Resolves when nobody waits for it any more, though it still runs. */
  readonly abandoned?: Promise<void>;
}

export type JobOutcome = HandlerOutcome | InvocationFailure;

export interface EnvironmentOptions extends WorkerOptions {
  /** It takes a job: after its start, and after each job unless it is gone. */
  readonly onFree: (environment: ExecutionEnvironment) => void;
  /** It takes no job any more. @param failure of its start, when it never became free */
  readonly onGone: (environment: ExecutionEnvironment, failure: InvocationFailure | undefined) => void;
}

type State = { readonly kind: 'starting' | 'free' | 'gone' } | Busy;

interface Busy {
  readonly kind: 'busy';
  readonly job: Job;
  readonly tookSo: (milliseconds: number) => void;
}

/** Milliseconds that Lambda gives to a function's initialization, before it begins again as a part of the invocation. */
const INIT_TIMEOUT = 10_000;

/** Milliseconds for what a stopped function has written but not yet handed over. */
const LAST_WORDS = 200;

/** Lambda's term for the sandbox of a function: here a worker thread that runs one invocation at a time. */
export class ExecutionEnvironment {
  readonly #options: EnvironmentOptions;
  readonly #worker: Worker;
  #state: State = { kind: 'starting' };
  #timer: NodeJS.Timeout;
  #crash: InvocationFailure | undefined;
  #lastAsked: EventLoopUtilization | undefined;

  constructor(options: EnvironmentOptions) {
    this.#options = options;
    this.#timer = this.#limit(INIT_TIMEOUT + options.lambda.timeout);
    this.#worker = startWorker(options);
    this.#worker.on('message', (message: FromWorker) => this.#receive(message));
    this.#worker.on('error', (error: unknown) => {
      this.#crash = { kind: 'failed', ...describeError(error) };
      options.onLog(`${this.#crash.errorType}: ${this.#crash.errorMessage}`);
    });
    this.#worker.on('exit', (code) => this.#leave(this.#crash ?? exitFailure(code)));
  }

  /** @param tookSo told, when it has ended, how many milliseconds it took in its thread */
  run(job: Job, tookSo: (milliseconds: number) => void): void {
    const { timeout } = this.#options.lambda;
    this.#state = { kind: 'busy', job, tookSo };
    this.#timer = this.#limit(timeout);
    this.#send({ ...job.request, deadline: Date.now() + timeout });
  }

  isBusyWith(job: Job): boolean {
    return this.#state.kind === 'busy' && this.#state.job === job;
  }

  /** Whether its thread has been busy for more than half of the time since this was last asked. */
  isComputing(): boolean {
    const now = this.#worker.performance.eventLoopUtilization();
    const { utilization } = this.#worker.performance.eventLoopUtilization(now, this.#lastAsked);
    this.#lastAsked = now;
    return utilization > 0.5;
  }

  async stop(): Promise<void> {
    const exit = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#leave({ kind: 'failed', errorType: 'Runtime.ExitError', errorMessage: 'the function was stopped' });
    this.#send({ kind: 'stop' });
    const impatience = setTimeout(() => this.#worker.terminate(), LAST_WORDS);
    await exit;
    clearTimeout(impatience);
    await Promise.all([finished(this.#worker.stdout), finished(this.#worker.stderr)]);
  }

  #receive(message: FromWorker): void {
    const state = this.#state;
    if (state.kind === 'starting' && message.kind === 'failed') void this.#kill(message);
    else if (message.kind === 'ready') this.#becomeFree();
    else if (state.kind === 'busy' && message.kind === 'chunk')
      state.job.chunk(message.bytes, () => this.#send({ kind: 'more' }));
    else if (state.kind === 'busy' && message.kind === 'over') {
      state.tookSo(message.took);
      this.#becomeFree();
      state.job.settle(message.outcome);
    }
  }

  #becomeFree(): void {
    clearTimeout(this.#timer);
    this.#state = { kind: 'free' };
    this.#options.onFree(this);
  }

  #limit(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#options.onLog(`Task timed out after ${(milliseconds / 1000).toFixed(2)} seconds`);
      void this.#kill({ kind: 'timed-out' });
    }, milliseconds);
  }

  async #kill(failure: InvocationFailure): Promise<void> {
    this.#leave(failure);
    await this.#worker.terminate();
  }

  #leave(failure: InvocationFailure): void {
    const state = this.#state;
    if (state.kind === 'gone') return;
    clearTimeout(this.#timer);
    this.#state = { kind: 'gone' };
    if (state.kind === 'busy') state.job.settle(failure);
    this.#options.onGone(this, state.kind === 'starting' ? failure : undefined);
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }
}

function exitFailure(code: number): InvocationFailure {
  const reason = code === 0 ? 'without providing a reason' : `with error: exit status ${code}`;
  return { kind: 'failed', errorType: 'Runtime.ExitError', errorMessage: `Runtime exited ${reason}` };
}
