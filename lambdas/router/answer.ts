import type { Readable } from 'node:stream';
import type { HeaderField } from '../core/messages.ts';
import { type GatewayProblem, problemResponse } from '../core/proxy/problem-response.ts';
import type { OutcomeFlag } from '../core/telemetry/outcome-flag.ts';

/** All of it, or a stream as the target sends it. */
export type AnswerBody = Uint8Array | Readable;

/** A response on its way to the client, and what the log says of it. */
export interface Answer<Body extends AnswerBody = AnswerBody> {
  readonly status: number;
  readonly headers: readonly HeaderField[];
  readonly body: Body;
  /** Of a target's answer to HEAD: the bytes that GET would have, as far as it says. */
  readonly wholeLength?: number;
  readonly origin: 'target' | 'cache' | 'gateway';
  readonly record: AnswerRecord;
}

/** Of the log line. No field holds a client's or a target's words. */
export interface AnswerRecord {
  readonly operation?: string;
  /** W3C trace id. */
  readonly trace?: string;
  /** Index and host of the target whose answer, or failure, it is, and the source of one that was looked up. */
  readonly target?: string;
  readonly tries?: number;
  /** Milliseconds from sending to the fields of the target's response. */
  readonly targetMs?: number;
  /** Each of several tries. */
  readonly attempts?: readonly AttemptRecord[];
  /** As Envoy names them (`OutcomeFlag`), several with commas. */
  readonly flags?: string;
  /** Value of `Cache-Status`. */
  readonly cache?: string;
  /** Seconds, of a stored response. */
  readonly age?: number;
  /** Capacity units of the cache's table. */
  readonly cacheReads?: number;
  readonly cacheWrites?: number;
  /** Why the cache's table was passed by. */
  readonly storeFailure?: string;
  /** How a request that was passed on differs from what the document says, or why it was refused. */
  readonly requestViolations?: readonly string[];
  readonly responseViolations?: readonly string[];
  /** Why no exact limit was counted. */
  readonly limitFailure?: string;
  /** Why the gateway answered by itself. */
  readonly reason?: string;
}

export interface AttemptRecord {
  readonly as: 'first' | 'resend' | 'retry' | 'late' | 'hedge';
  readonly target: string;
  /** Status, flag of the failure, or what became of one that had no answer when another one did. */
  readonly result: number | OutcomeFlag | 'late' | 'ended';
  readonly ms: number;
  readonly passedOn?: true;
}

export const problemAnswer = (problem: GatewayProblem, record: AnswerRecord): Answer<Uint8Array> => ({
  ...problemResponse(problem),
  origin: 'gateway',
  record,
});
