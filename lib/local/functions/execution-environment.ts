import type { EventLoopUtilization } from 'node:perf_hooks';
import { finished } from 'node:stream/promises';
import type { Worker } from 'node:worker_threads';
import { limitTime, type TimeLimit } from '../limit-time.ts';
import { claim, createPlaces, isOffered, MAX_AHEAD, numberAfter, offer } from './claim.ts';
import { describeError } from './describe-error.ts';
import type { InvocationFailure } from './function-pool.ts';
import type { FromWorker, HandlerOutcome, InvokeMessage, ToWorker } from './messages.ts';
import { startWorker, type WorkerOptions } from './start-worker.ts';

/** An invocation and who waits for it. */
export interface Job {
  readonly request: Omit<InvokeMessage, 'number'>;
  /** @param more to be called when the next one may come */
  chunk(bytes: Uint8Array, more: () => void): void;
  settle(outcome: JobOutcome): void;
  /** Resolves when nobody waits for it any more, though it still runs. */
  readonly abandoned?: Promise<void>;
}

export type JobOutcome = HandlerOutcome | InvocationFailure;

/** A job that has not begun. */
export interface WaitingJob {
  readonly job: Job;
  /** As `performance.now` tells it. */
  readonly since: number;
}

export interface EnvironmentOptions extends WorkerOptions {
  /** It takes a job: after its start, and after each job unless it is gone or has a next one. */
  readonly onFree: (environment: ExecutionEnvironment) => void;
  readonly onBegin: (environment: ExecutionEnvironment, job: Job) => void;
  /** @param took milliseconds that a job has taken in the thread */
  readonly onOver: (took: number) => void;
  /**
   * It takes no job any more.
   * @param failure of its start, when it never became free
   * @param back what it was handed and has not begun
   */
  readonly onGone: (
    environment: ExecutionEnvironment,
    failure: InvocationFailure | undefined,
    back: readonly WaitingJob[],
  ) => void;
}

type State = { readonly kind: 'starting' | 'free' | 'gone' } | { readonly kind: 'busy'; readonly job: Job };

interface Handed extends WaitingJob {
  readonly number: number;
}

/** Milliseconds that Lambda gives to a function's initialization, before it begins again as a part of the invocation. */
const INIT_TIMEOUT = 10_000;

/** Milliseconds for what a stopped function has written but not yet handed over. */
const LAST_WORDS = 200;

/** Lambda's term for the sandbox of a function: here a worker thread that runs one invocation at a time. */
export class ExecutionEnvironment {
  readonly #options: EnvironmentOptions;
  readonly #places = createPlaces();
  readonly #worker: Worker;
  /** In the thread's inbox, to be begun when the job before is over: the thread need not be woken for each. */
  readonly #ahead: Handed[] = [];
  #number = 0;
  #state: State = { kind: 'starting' };
  #limit: TimeLimit;
  #crash: InvocationFailure | undefined;
  #lastAsked: EventLoopUtilization | undefined;

  constructor(options: EnvironmentOptions) {
    this.#options = options;
    this.#limit = this.#limitTo(INIT_TIMEOUT + options.lambda.timeout);
    this.#worker = startWorker(options, this.#places);
    this.#worker.on('message', (message: FromWorker) => this.#receive(message));
    this.#worker.on('error', (error: unknown) => {
      this.#crash = { kind: 'failed', ...describeError(error) };
      options.onLog(`${this.#crash.errorType}: ${this.#crash.errorMessage}`);
    });
    this.#worker.on('exit', (code) => this.#leave(this.#crash ?? exitFailure(code)));
  }

  /** Runs a job, to be called when it is free. */
  run(job: Job): void {
    this.#hand(job);
    this.#begin(job);
  }

  /** For so many jobs more, which begin when those before them are over. */
  get room(): number {
    return this.#state.kind === 'busy' ? MAX_AHEAD - this.#ahead.length : 0;
  }

  runLater(waiting: WaitingJob): void {
    this.#ahead.push({ ...waiting, number: this.#hand(waiting.job) });
  }

  /** What it was handed and has not begun as far as this thread knows, the oldest first. */
  get ahead(): readonly WaitingJob[] {
    return this.#ahead;
  }

  /** The oldest that it has not begun, which it then does not begin. */
  takeBack(): WaitingJob | undefined {
    const index = this.#ahead.findIndex(({ number }) => claim(this.#places, number));
    return index === -1 ? undefined : this.#ahead.splice(index, 1)[0];
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

  #hand(job: Job): number {
    this.#number = numberAfter(this.#number);
    offer(this.#places, this.#number);
    this.#send({ ...job.request, number: this.#number });
    return this.#number;
  }

  #begin(job: Job): void {
    this.#state = { kind: 'busy', job };
    this.#limit = this.#limitTo(this.#options.lambda.timeout);
    this.#options.onBegin(this, job);
  }

  #receive(message: FromWorker): void {
    const state = this.#state;
    if (state.kind === 'starting' && message.kind === 'failed') void this.#kill(message);
    else if (message.kind === 'ready') this.#becomeFree();
    else if (state.kind === 'busy' && message.kind === 'chunk')
      state.job.chunk(message.bytes, () => this.#send({ kind: 'more' }));
    else if (state.kind === 'busy' && message.kind === 'over') {
      this.#options.onOver(message.took);
      this.#goOn();
      state.job.settle(message.outcome);
    }
  }

  #goOn(): void {
    const next = this.#ahead.shift();
    if (next === undefined) this.#becomeFree();
    else {
      this.#limit.clear();
      this.#begin(next.job);
    }
  }

  #becomeFree(): void {
    this.#limit.clear();
    this.#state = { kind: 'free' };
    this.#options.onFree(this);
  }

  #limitTo(milliseconds: number): TimeLimit {
    return limitTime(milliseconds, () => {
      const [next] = this.#ahead;
      // Where the next one has begun, this one is over, and the message that says so under way.
      if (next !== undefined && !isOffered(this.#places, next.number)) {
        this.#limit = this.#limitTo(milliseconds);
        return;
      }
      const reason = `Task timed out after ${(milliseconds / 1000).toFixed(2)} seconds`;
      this.#options.onLog(reason);
      const id = this.#state.kind === 'busy' ? `RequestId: ${this.#state.job.request.requestId} ` : '';
      void this.#kill({ kind: 'failed', errorType: 'Sandbox.Timedout', errorMessage: `${id}Error: ${reason}` });
    });
  }

  async #kill(failure: InvocationFailure): Promise<void> {
    this.#leave(failure);
    await this.#worker.terminate();
  }

  #leave(failure: InvocationFailure): void {
    const state = this.#state;
    if (state.kind === 'gone') return;
    this.#limit.clear();
    this.#state = { kind: 'gone' };
    if (state.kind === 'busy') state.job.settle(failure);
    const back: WaitingJob[] = [];
    for (const handed of this.#ahead.splice(0)) {
      if (claim(this.#places, handed.number)) back.push(handed);
      else handed.job.settle(failure);
    }
    this.#options.onGone(this, state.kind === 'starting' ? failure : undefined, back);
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }
}

function exitFailure(code: number): InvocationFailure {
  const reason = code === 0 ? 'without providing a reason' : `with error: exit status ${code}`;
  return { kind: 'failed', errorType: 'Runtime.ExitError', errorMessage: `Runtime exited ${reason}` };
}
