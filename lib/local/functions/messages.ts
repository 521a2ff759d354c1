import type { Places } from './claim.ts';
import type { DescribedError } from './describe-error.ts';

/**
 * What the main thread and an execution environment's worker thread say to each other: plain values, cloned on the way.
 * Events and results are JSON, as in Lambda: written and read in a third of the time that cloning them takes.
 */

export interface EnvironmentSetup {
  /** Holds the function's code; Lambda's `/var/task`. */
  readonly taskRoot: string;
  readonly handler: string;
  readonly runtime: string;
  readonly functionName: string;
  readonly functionVersion: string;
  /** MB. */
  readonly memorySize: number;
  readonly logGroupName: string;
  readonly logStreamName: string;
  /** Milliseconds that an invocation may take. */
  readonly timeout: number;
  readonly places: Places;
}

export type ToWorker =
  | InvokeMessage
  /** The last chunk has been taken. */
  | { readonly kind: 'more' }
  | { readonly kind: 'stop' };

export interface InvokeMessage {
  readonly kind: 'invoke';
  /** Under which the thread claims it when it begins. */
  readonly number: number;
  readonly requestId: string;
  /** As invoked, with its qualifier. */
  readonly arn: string;
  /** JSON. */
  readonly event: string;
  readonly streaming: boolean;
}

export type FromWorker =
  /** The code is loaded. */
  | { readonly kind: 'ready' }
  /** In place of `ready`: the code could not be loaded. */
  | FailedMessage
  /** The worker sends the next one after `more`. */
  | { readonly kind: 'chunk'; readonly bytes: Uint8Array }
  /** @property took milliseconds from its beginning in the thread to its end there */
  | { readonly kind: 'over'; readonly outcome: HandlerOutcome; readonly took: number };

export type HandlerOutcome =
  | FailedMessage
  /** @property payload JSON */
  | { readonly kind: 'returned'; readonly payload: string }
  /** The last chunk has been sent. */
  | { readonly kind: 'ended' };

export interface FailedMessage extends DescribedError {
  readonly kind: 'failed';
}
