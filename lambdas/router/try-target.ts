import { Readable } from 'node:stream';
import {
  CANCELED,
  DEADLINE,
  type ExchangeOutcome,
  type ExchangeRequest,
  exchange,
  type Send,
} from '../adapters/http-exchange.ts';
import { BODY_LIMIT } from '../adapters/proxy-result.ts';
import { type BodyOutcome, readBody } from '../adapters/read-body.ts';
import type { HeaderField } from '../core/messages.ts';
import type { AnswerBody } from './answer.ts';

/** How much of a response a try waits for: all of it, or its fields. */
export type Receive<Body extends AnswerBody> = (body: Readable) => Promise<BodyOutcome<Body>>;

export const receiveWhole: Receive<Uint8Array> = (body) => readBody(body, BODY_LIMIT);

export const passOn: Receive<Readable> = (body) => Promise.resolve({ kind: 'complete', body });

export type TryOutcome<Body extends AnswerBody> =
  | AnsweredTry<Body>
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unsent'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly stale: boolean }
  /** The time of the whole request is over. */
  | { readonly kind: 'timeout' };

export interface AnsweredTry<Body extends AnswerBody> {
  readonly kind: 'answered';
  readonly status: number;
  readonly headers: readonly HeaderField[];
  readonly body: Body;
  /** Milliseconds since the epoch at which its fields had come. */
  readonly respondedAt: number;
}

export interface TargetTry<Body extends AnswerBody> {
  /** Rejects only on our own bugs. */
  readonly outcome: Promise<TryOutcome<Body>>;
  cancel(): void;
}

/** One try of one target. With `receiveWhole`, an answer whose body does not come whole is a failure like any other. */
export function tryTarget<Body extends AnswerBody>(
  request: ExchangeRequest,
  receive: Receive<Body>,
  send: Send = exchange,
): TargetTry<Body> {
  const { outcome, cancel } = send(request);
  return { outcome: received(outcome, receive), cancel };
}

/**
 * Tells, once, what came of a try in the end: the same at once, or a failure where a body that is passed on breaks off. One
 * that is still under way when its time is over, or whose client has gone, says nothing against its target (Envoy's outlier
 * detection counts no timeout after the fields of the response): it has no end of its own, or who reads it is slow.
 */
export function whenEnded<Body extends AnswerBody>(
  outcome: TryOutcome<Body>,
  tell: (end: TryOutcome<Body>) => void,
): void {
  if (outcome.kind !== 'answered' || !(outcome.body instanceof Readable)) {
    tell(outcome);
    return;
  }
  const { body } = outcome;
  const { promise, resolve } = Promise.withResolvers<TryOutcome<Body>>();
  const failed = (error: NodeJS.ErrnoException) =>
    resolve(error === DEADLINE || error === CANCELED ? outcome : brokenOff(error.code ?? error.message));
  // It may have broken off with its first byte, before anybody listened.
  if (body.errored) failed(body.errored);
  body.once('end', () => resolve(outcome));
  body.once('error', failed);
  body.once('close', () => resolve(brokenOff('closed before its end')));
  // Its answer has gone: a bug in what is learned of it must not end the instance.
  promise.then(tell).catch(() => undefined);
}

const brokenOff = (reason: string) => ({ kind: 'failed', reason: `${reason} in the body`, stale: false }) as const;

async function received<Body extends AnswerBody>(
  exchanged: Promise<ExchangeOutcome>,
  receive: Receive<Body>,
): Promise<TryOutcome<Body>> {
  const outcome = await exchanged;
  if (outcome.kind !== 'answered') return outcome;
  const respondedAt = Date.now();
  const body = await receive(outcome.body);
  switch (body.kind) {
    case 'complete':
      return { ...outcome, body: body.body, respondedAt };
    case 'failed':
      return brokenOff(body.reason);
    default:
      return body;
  }
}
