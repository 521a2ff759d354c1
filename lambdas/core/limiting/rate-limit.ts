/**
 * The generic cell rate algorithm: a token bucket as one number, the theoretical arrival time, at which the bucket would be
 * full again. It only grows, so that what one instance has seen of it is never more than what holds.
 */
export interface RateLimit {
  /** Requests per second, above 0. */
  readonly rate: number;
  /** Requests at once, whole, at least 1. */
  readonly burst: number;
}

/** Microseconds, whole: a table adds them up exactly. Rounded so that never more than the rate is let in. */
export const interval = ({ rate }: RateLimit): number => Math.ceil(1_000_000 / rate);

/** Microseconds by which the arrival time may be ahead of the clock before a request is one too many. */
export const tolerance = (limit: RateLimit): number => interval(limit) * (limit.burst - 1);

/** How a request takes its place in the table, in one conditional write. */
export type Step =
  /** The bucket is full, as far as is known: the time begins at `now`; holds if it is not after `now`. */
  | { readonly kind: 'begin'; readonly now: number; readonly to: number }
  /** Some of it is used: the time is moved on by `by`; holds if it is after `now`, and at most `latest`. */
  | { readonly kind: 'advance'; readonly now: number; readonly by: number; readonly latest: number }
  /** Nothing is left: not even a write is needed to know. */
  | { readonly kind: 'refuse'; readonly now: number };

/** @param known an arrival time that was seen; `undefined`: none @param now microseconds since the epoch */
export function nextStep(limit: RateLimit, known: number | undefined, now: number): Step {
  const by = interval(limit);
  const latest = now + tolerance(limit);
  if (known === undefined || known <= now) return { kind: 'begin', now, to: now + by };
  return known <= latest ? { kind: 'advance', now, by, latest } : { kind: 'refuse', now };
}

export interface Allowance {
  /** Requests that may come at once. */
  readonly remaining: number;
  /** Seconds, whole, until the bucket is full. */
  readonly reset: number;
  /** Seconds, whole, until one request may come; 0: now. */
  readonly retryAfter: number;
}

/** What an arrival time means at `now`. */
export function allowance(limit: RateLimit, arrival: number, now: number): Allowance {
  const [ahead, by] = [Math.max(0, arrival - now), interval(limit)];
  return {
    remaining: Math.max(0, Math.floor((tolerance(limit) - ahead) / by) + 1),
    reset: Math.ceil(ahead / 1_000_000),
    retryAfter: Math.ceil(Math.max(0, ahead - tolerance(limit)) / 1_000_000),
  };
}
