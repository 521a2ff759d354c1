import type { Readable } from 'node:stream';
import type { LambdaFunction } from '../assembly/assembly.ts';
import type { DescribedError } from './describe-error.ts';

export interface FunctionPoolOptions {
  readonly functions: readonly LambdaFunction[];
  /** Added to every function's own variables, and stronger than those. @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /** Called with each line that a function writes, without its line end. @default dropped */
  readonly onLog?: (functionName: string, line: string) => void;
  /** Milliseconds for which workers that nothing needs stay; the last one of a function stays longer. @default 60,000 */
  readonly keepWarm?: number;
}

/** The Lambda service for the functions of an assembly: worker threads run their code, one invocation at a time each. */
export interface FunctionPool {
  /**
   * Runs a function to its result. The outcome is a value; never rejects for what the function does.
   * @param arn of a function of the pool, with or without a version or alias behind it.
   */
  invoke(arn: string, event: unknown): Promise<Invocation>;
  /** Runs a function whose result is passed on as it is written (InvokeWithResponseStream). */
  invokeStreaming(arn: string, event: unknown): Promise<StreamedInvocation>;
  /** The ARN of a function by its name, its ARN, or either with a version behind it. */
  find(name: string): string | undefined;
  /** ARNs of the functions that have been needed so far. */
  started(): readonly string[];
  /** Starts functions ahead of their first invocation, those that the pool has; a failure shows at that invocation. */
  start(arns: readonly string[]): Promise<void>;
  /**
   * Waits for invocations under way, then stops the workers and removes the unpacked code. Called again while it waits,
   * the shorter time counts.
   * @param options.within milliseconds to wait at most; what still runs then fails. @default until the last one ends
   */
  close(options?: { readonly within?: number }): Promise<void>;
}

/** All that a request needs of the pool. */
export type FunctionInvoker = Pick<FunctionPool, 'invoke' | 'invokeStreaming'>;

export type Invocation = { readonly kind: 'returned'; readonly payload: unknown } | InvocationFailure;

export type StreamedInvocation =
  /** The raw bytes of the wire: metadata, eight NULs and body if the function wrote a prelude; errors if the function fails later. */
  { readonly kind: 'streaming'; readonly body: Readable } | InvocationFailure;

/** As Lambda reports it: `errorType` is the error's name, `Runtime.ExitError`, `Sandbox.Timedout`, `Function.ResponseSizeTooLarge` … */
export type InvocationFailure = { readonly kind: 'failed' } & DescribedError;
