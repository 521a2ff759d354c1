import { availableParallelism } from 'node:os';
import { describeError } from './describe-error.ts';
import { ExecutionEnvironment, type Job, type WaitingJob } from './execution-environment.ts';
import type { InvocationFailure } from './function-pool.ts';
import { isImpatient, isQuick, PATIENCE } from './patience.ts';
import type { WorkerOptions } from './start-worker.ts';

/** Weight of the latest invocation in what is known of how long they take. */
const LATEST = 0.1;
const MAX_ENVIRONMENTS = 32;
/** Those whose client has gone run on, as in Lambda, beside the others; Lambda's own bound is the account's concurrency. */
const MAX_ABANDONED = 32;

/** The execution environments of one function, and the invocations that wait for one. */
export class Scheduler {
  readonly #prepare: () => Promise<WorkerOptions>;
  readonly #keepWarm: number;
  readonly #started = new Set<ExecutionEnvironment>();
  /** The one used last is used first, so that as few as possible stay warm. */
  readonly #free: ExecutionEnvironment[] = [];
  /** Busy for nobody, the oldest first. */
  readonly #abandoned = new Set<ExecutionEnvironment>();
  /** Those that no environment holds. */
  readonly #waiting: WaitingJob[] = [];
  /** Being prepared, starting, free or busy. */
  #alive = 0;
  /** Of these, those that never were free. */
  #starting = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Milliseconds that an invocation takes in its thread, the latest counting most; `undefined` before the first one. */
  #took: number | undefined;
  #endedAt = 0;
  /** So many at the bottom of `#free` have not been needed since the last look. */
  #spare = 0;
  #look: NodeJS.Timeout | undefined;
  /** Whether those that wait are about to be distributed. */
  #due = false;
  #whenStarted: (() => void)[] = [];
  #closed = false;

  /**
   * @param prepare unpacks the function's code
   * @param keepWarm milliseconds
   */
  constructor(prepare: () => Promise<WorkerOptions>, keepWarm: number) {
    this.#prepare = prepare;
    this.#keepWarm = keepWarm;
  }

  submit(job: Job): void {
    if (this.#closed) job.settle(closed);
    else {
      this.#waiting.push({ job, since: performance.now() });
      if (!this.#due) setImmediate(() => this.#distribute());
      this.#due = true;
    }
  }

  /** What has come in one turn of the event loop: so a thread is woken once for all that it gets of it. */
  #distribute(): void {
    this.#due = false;
    while (this.#waiting.length > 0 && (this.#runOnFree() || this.#runLater()));
    if (this.#waiting.length > 0 && this.#alive === 0) this.#grow();
    this.#lookSoon();
  }

  #runOnFree(): boolean {
    const environment = this.#free.pop();
    this.#spare = Math.min(this.#spare, this.#free.length);
    const next = environment && this.#waiting.shift();
    if (next) environment.run(next.job);
    return next !== undefined;
  }

  /** In the inbox that holds the least. */
  #runLater(): boolean {
    let roomiest: ExecutionEnvironment | undefined;
    for (const environment of this.#started)
      if (this.#roomIn(environment) > (roomiest === undefined ? 0 : this.#roomIn(roomiest))) roomiest = environment;
    return roomiest !== undefined && this.#handAhead(roomiest);
  }

  #onOver(took: number): void {
    this.#endedAt = performance.now();
    this.#took = this.#took === undefined ? took : this.#took + LATEST * (took - this.#took);
  }

  #onBegin(environment: ExecutionEnvironment, job: Job): void {
    // Its last one may have been for nobody.
    this.#abandoned.delete(environment);
    this.#handAhead(environment);
    void job.abandoned?.then(() => {
      if (!environment.isBusyWith(job)) return;
      this.#abandoned.add(environment);
      const [oldest] = this.#abandoned;
      if (this.#abandoned.size > MAX_ABANDONED) void oldest?.stop();
    });
  }

  get isStarted(): boolean {
    return this.#alive > 0;
  }

  /** Starts an environment ahead of its first invocation. Resolves when it is there or has failed, which the invocation will tell. */
  async start(): Promise<void> {
    if (this.#closed || this.#alive > 0) return;
    const started = new Promise<void>((resolve) => this.#whenStarted.push(resolve));
    this.#grow();
    await started;
  }

  #roomIn(environment: ExecutionEnvironment): number {
    return isQuick(this.#took) && !this.#abandoned.has(environment) ? environment.room : 0;
  }

  #handAhead(environment: ExecutionEnvironment): boolean {
    const next = this.#roomIn(environment) > 0 ? this.#waiting.shift() : undefined;
    if (next !== undefined) environment.runLater(next);
    return next !== undefined;
  }

  /** After the results that have come in meanwhile: where this thread is busy, those who wait for it do not wait for others. */
  #lookSoon(): void {
    if (this.#timer !== undefined || this.#notBegun().length === 0) return;
    this.#timer = setTimeout(() => setImmediate(() => this.#growIfImpatient()), PATIENCE);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#look);
    for (const { job } of this.#waiting.splice(0)) job.settle(closed);
    await Promise.all(Array.from(this.#started, (environment) => environment.stop()));
  }

  #growIfImpatient(): void {
    this.#timer = undefined;
    const waiting = this.#notBegun();
    if (waiting.length === 0) return;
    const now = performance.now();
    const impatient = isImpatient({
      computing: () => this.#isComputing(),
      took: this.#took,
      waiting: waiting.length,
      environments: this.#alive,
      waited: now - Math.min(...waiting.map(({ since }) => since)),
      idle: now - this.#endedAt,
    });
    if (impatient && waiting.length > this.#starting && this.#alive - this.#abandoned.size < MAX_ENVIRONMENTS)
      this.#grow();
    this.#lookSoon();
  }

  /** Wherever they are. */
  #notBegun(): readonly WaitingJob[] {
    return [...this.#waiting, ...[...this.#started].flatMap(({ ahead }) => ahead)];
  }

  #isComputing(): boolean {
    return (
      this.#alive >= availableParallelism() && [...this.#started].every((environment) => environment.isComputing())
    );
  }

  #grow(): void {
    this.#alive++;
    this.#starting++;
    this.#prepare().then(
      (options) => this.#start(options),
      (error: unknown) => this.#failStart({ kind: 'failed', ...describeError(error) }),
    );
  }

  #start(options: WorkerOptions): void {
    if (this.#closed) {
      this.#announceStart();
      return;
    }
    let starting = true;
    const onFree = (environment: ExecutionEnvironment) => {
      if (starting) {
        this.#starting--;
        this.#announceStart();
      }
      starting = false;
      this.#serve(environment);
    };
    const environment = new ExecutionEnvironment({
      ...options,
      onFree,
      onBegin: (environment, job) => this.#onBegin(environment, job),
      onOver: (took) => this.#onOver(took),
      onGone: (environment, failure, back) => this.#forget(environment, failure, back),
    });
    this.#started.add(environment);
  }

  #announceStart(): void {
    for (const resolve of this.#whenStarted.splice(0)) resolve();
  }

  #serve(environment: ExecutionEnvironment): void {
    const next = this.#waiting.shift() ?? this.#takeBack();
    if (next) environment.run(next.job);
    else {
      this.#abandoned.delete(environment);
      this.#free.push(environment);
      if (!this.#closed) this.#look ??= setTimeout(() => this.#shrink(), this.#keepWarm);
    }
  }

  /** What others hold and have not begun. */
  #takeBack(): WaitingJob | undefined {
    for (const environment of this.#started) {
      const taken = environment.takeBack();
      if (taken !== undefined) return taken;
    }
    return undefined;
  }

  /** After a burst: each thread holds some 30 MB. */
  #shrink(): void {
    const spare = this.#free.slice(0, Math.min(this.#spare, this.#alive - 1));
    for (const environment of spare) void environment.stop();
    this.#spare = this.#free.length;
    this.#look = this.#alive > 1 ? setTimeout(() => this.#shrink(), this.#keepWarm) : undefined;
  }

  #forget(
    environment: ExecutionEnvironment,
    failure: InvocationFailure | undefined,
    back: readonly WaitingJob[],
  ): void {
    this.#started.delete(environment);
    this.#abandoned.delete(environment);
    const place = this.#free.indexOf(environment);
    if (place !== -1) this.#free.splice(place, 1);
    if (failure) this.#failStart(failure);
    else this.#alive--;
    if (this.#closed) for (const { job } of back) job.settle(closed);
    else this.#waiting.unshift(...back);
    if (this.#alive === 0 && this.#waiting.length > 0) this.#grow();
  }

  /** Each one that waits would get an environment of its own in Lambda, and with it the same failure. */
  #failStart(failure: InvocationFailure): void {
    this.#alive--;
    this.#starting--;
    this.#announceStart();
    for (const { job } of this.#waiting.splice(0)) job.settle(failure);
  }
}

const closed: InvocationFailure = {
  kind: 'failed',
  errorType: 'Runtime.ExitError',
  errorMessage: 'the functions are stopped',
};
