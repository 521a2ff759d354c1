import type { IncomingMessage } from 'node:http';
import type { HeaderField } from '../core/messages.ts';
import { type GatewayProblem, problemResponse } from '../core/proxy/problem-response.ts';

/** A response on its way to the client, and what the log says of it. */
export interface Answer<Body extends Uint8Array | IncomingMessage = Uint8Array | IncomingMessage> {
  readonly status: number;
  readonly headers: readonly HeaderField[];
  /** A stream as the target sends it, or all of it. */
  readonly body: Body;
  readonly origin: 'target' | 'cache' | 'gateway';
  readonly record: AnswerRecord;
}

/** Of the log line. No field holds a client's or a target's words. */
export interface AnswerRecord {
  readonly operation?: string;
  /** Index and host of the target that was tried last. */
  readonly target?: string;
  readonly tries?: number;
  /** Value of `Cache-Status`. */
  readonly cache?: string;
  /** Why the cache's table was passed by. */
  readonly storeFailure?: string;
  /** Why the gateway answered by itself. */
  readonly reason?: string;
}

export const problemAnswer = (problem: GatewayProblem, record: AnswerRecord): Answer<Uint8Array> => ({
  ...problemResponse(problem),
  origin: 'gateway',
  record,
});
