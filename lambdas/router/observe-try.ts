import { CONNECT_TIMEOUT, STREAM_REFUSED } from '../adapters/http-exchange.ts';
import { observeOutcome, type TargetOutcome } from '../core/balancing/observe-outcome.ts';
import { readLoad } from '../core/balancing/read-load.ts';
import { fail, succeed } from '../core/resilience/circuit-breaker.ts';
import { retryAfter } from '../core/resilience/retry-after.ts';
import type { AnswerBody } from './answer.ts';
import { type Backend, breakerOf } from './backends.ts';
import type { AnsweredTry, TryOutcome } from './try-target.ts';

interface Observed {
  /** Index of the target. */
  readonly target: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Statuses after which a request is tried again: by these a target speaks of itself. */
  readonly on: readonly number[];
}

/** Tells balancing and circuit breaker what came of a try. A stale connection says nothing of its target. */
export function observeTry(backend: Backend, observed: Observed, outcome: TryOutcome<AnswerBody>): void {
  const now = Date.now();
  switch (outcome.kind) {
    case 'answered':
      observeAnswer(backend, observed, outcome);
      break;
    case 'too-large':
      observeAnswer(backend, observed, { status: 200, headers: [], respondedAt: now });
      break;
    case 'unsent':
      observeUnsent(backend, observed, outcome.reason);
      break;
    case 'failed':
      if (!outcome.stale) observeFailure(backend, observed, now - observed.startedAt);
      break;
    case 'timeout':
      observeFailure(backend, observed, now - observed.startedAt);
      break;
    default:
      outcome satisfies never;
  }
}

function observeUnsent(backend: Backend, observed: Observed, reason: string): void {
  const now = Date.now();
  // It is there, and most likely busy or about to end this connection (GOAWAY): no reason to leave it alone for long.
  if (reason === STREAM_REFUSED) observeFailure(backend, observed, now - observed.startedAt);
  else tell(backend, observed.target, { kind: 'unreachable' }, now);
  // A connection that is refused at once costs nobody anything: a target that starts again is used at once.
  if (reason === CONNECT_TIMEOUT) trip(backend, observed.target, now);
}

/** @param latency milliseconds that it took */
export function observeFailure(backend: Backend, { target }: Pick<Observed, 'target'>, latency: number): void {
  const now = Date.now();
  trip(backend, target, now);
  tell(backend, target, { kind: 'failed', latency }, now);
}

function observeAnswer(
  backend: Backend,
  { target, startedAt, on }: Observed,
  { status, headers, respondedAt }: Pick<AnsweredTry<AnswerBody>, 'status' | 'headers' | 'respondedAt'>,
): void {
  const now = Date.now();
  if (GATEWAY_FAILURES.has(status)) trip(backend, target, now);
  else backend.breakers[target] = succeed(breakerOf(backend, target));
  const latency = respondedAt - startedAt;
  const outcome = { kind: 'answered', latency, status, load: readLoad(headers) } as const;
  // With any other, such as 429, it speaks of one caller, who must not move the requests of all.
  const pause = on.includes(status) ? retryAfter(headers, now) : undefined;
  tell(backend, target, { ...outcome, retryAfter: pause }, now);
}

/** Of a target that is overloaded or stands before a dead one; 500 is what an operation did. */
const GATEWAY_FAILURES: ReadonlySet<number> = new Set([502, 503, 504]);

function trip(backend: Backend, target: number, now: number): void {
  backend.breakers[target] = fail(breakerOf(backend, target), now, Math.random);
}

function tell(backend: Backend, target: number, outcome: TargetOutcome, now: number): void {
  backend.state = observeOutcome(backend.state, target, outcome, now);
}
