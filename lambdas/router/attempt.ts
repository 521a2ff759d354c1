import type { ExchangeRequest } from '../adapters/http-exchange.ts';
import { backOff } from '../core/resilience/back-off.ts';
import type { Step, Try, TryResult } from '../core/resilience/next-step.ts';
import { retryAfter } from '../core/resilience/retry-after.ts';
import type { AnswerBody } from './answer.ts';
import type { Backend } from './backends.ts';
import { observeTry } from './observe-try.ts';
import { type Receive, type TryOutcome, tryTarget, whenEnded } from './try-target.ts';

export type StartedAs = Extract<Step, { kind: 'start' }>['as'];

/** A try of a request, under way or over. */
export interface Attempt<Body extends AnswerBody> extends Try {
  /** Index of the target. */
  readonly target: number;
  readonly as: StartedAs;
  /** What was thrown, which only our own bugs do. */
  readonly bug?: unknown;
  /** Absent while it is under way. */
  readonly settled?: { readonly outcome: TryOutcome<Body>; readonly at: number };
  /** Ends it without an effect on what is known of its target. */
  abandon(): void;
}

export interface Attempting<Body extends AnswerBody> {
  readonly backend: Backend;
  readonly request: Omit<ExchangeRequest, 'origin' | 'timeout'>;
  readonly deadline: number;
  readonly receive: Receive<Body>;
  /** Statuses after which a request is tried again. */
  readonly on: readonly number[];
}

/**
 * Sends a request to one target; `onSettled` is told when the attempt, changed in place, has its outcome.
 * @param earlier attempts before it
 */
export function startAttempt<Body extends AnswerBody>(
  attempting: Attempting<Body>,
  target: number,
  as: StartedAs,
  earlier: number,
  onSettled: () => void,
): Attempt<Body> {
  const { backend, request, deadline, receive, on } = attempting;
  const origin = backend.origins[target];
  if (origin === undefined) throw new Error(`the backend has no target ${target}`);
  const startedAt = Date.now();
  const { outcome, cancel } = tryTarget({ ...request, origin, timeout: deadline - startedAt }, receive, backend.send);
  const observe = (result: TryOutcome<Body>) => observeTry(backend, { target, startedAt, on }, result);
  let abandoned = false;
  const attempt: { -readonly [Key in keyof Attempt<Body>]: Attempt<Body>[Key] } = {
    target,
    as,
    startedAt,
    result: 'running',
    notBefore: 0,
    abandon() {
      abandoned = true;
      cancel();
    },
  };
  outcome
    .then((result) => {
      const at = Date.now();
      attempt.settled = { outcome: result, at };
      attempt.result = resultOf(result, on);
      if (attempt.result !== 'answered') attempt.notBefore = at + pauseAfter(attempting, result, earlier, at);
      // It may be abandoned before its body ends.
      if (attempt.result === 'unavailable') observe(result);
      else whenEnded(result, (end) => abandoned || observe(end));
      onSettled();
    })
    .catch((bug: unknown) => {
      attempt.bug = bug;
      onSettled();
    });
  return attempt;
}

function resultOf(outcome: TryOutcome<AnswerBody>, on: readonly number[]): TryResult {
  switch (outcome.kind) {
    case 'answered':
      return on.includes(outcome.status) ? 'unavailable' : 'answered';
    case 'too-large':
      return 'answered';
    case 'failed':
      return outcome.stale ? 'stale' : 'failed';
    case 'timeout':
      return 'failed';
    case 'unsent':
      return 'unsent';
    default:
      return outcome satisfies never;
  }
}

/** Milliseconds before the next try. `Retry-After` is a target's word for itself alone: another one is asked sooner. */
function pauseAfter(
  { backend }: Attempting<AnswerBody>,
  outcome: TryOutcome<AnswerBody>,
  earlier: number,
  now: number,
): number {
  const otherLeft = earlier + 1 < backend.origins.length;
  if (outcome.kind === 'unsent' && otherLeft) return 0;
  const pause = backOff(earlier + 1, Math.random);
  if (outcome.kind !== 'answered' || otherLeft) return pause;
  return Math.max(pause, retryAfter(outcome.headers, now) ?? 0);
}
