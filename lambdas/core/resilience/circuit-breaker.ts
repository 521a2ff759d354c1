/**
 * Keeps an instance from waiting, request after request, for a target that does not answer, as long as there is another one;
 * where there is none, admission bounds what is sent. Plain data of one instance.
 */
export interface CircuitBreaker {
  /** In a row. */
  readonly failures: number;
  /** Times it opened in a row. */
  readonly opened: number;
  /** Milliseconds since the epoch; from then on, one trial. */
  readonly openUntil: number;
}

export const CLOSED: CircuitBreaker = { failures: 0, opened: 0, openUntil: 0 };

/** In a row: Envoy's `consecutive_gateway_failure`, Finagle's failure accrual. */
const FAILURES = 5;

/** Milliseconds open: 1 s, doubled at each failed trial, at most 30 s (Ribbon's bound). */
const OPEN = { first: 1000, most: 30_000 };

/** Whether a request may go to the target: always while closed, and half-open for one trial at a time. */
export const allows = ({ opened, openUntil }: CircuitBreaker, now: number): boolean => opened === 0 || now >= openUntil;

/** The state while a request is under way: half-open, others wait for its outcome, or for as long as it was open. */
export function begin(breaker: CircuitBreaker, now: number): CircuitBreaker {
  return breaker.opened === 0 ? breaker : { ...breaker, openUntil: now + pause(breaker.opened) };
}

export function succeed(breaker: CircuitBreaker): CircuitBreaker {
  return breaker.failures === 0 && breaker.opened === 0 ? breaker : CLOSED;
}

/** `random` in [0, 1): an instance tries again after half to all of the pause, so that not all of the fleet do at once. */
export function fail(breaker: CircuitBreaker, now: number, random: () => number): CircuitBreaker {
  const failures = breaker.failures + 1;
  if (breaker.opened === 0 && failures < FAILURES) return { ...breaker, failures };
  const opened = breaker.opened + 1;
  return { failures, opened, openUntil: now + pause(opened) * (0.5 + random() / 2) };
}

const pause = (opened: number): number => Math.min(OPEN.most, OPEN.first * 2 ** (opened - 1));
