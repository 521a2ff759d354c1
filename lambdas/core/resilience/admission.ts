import { fading } from '../fading.ts';

/**
 * Client-side throttling (Site Reliability Engineering, chapter 21, "Handling Overload"): an instance that serves one
 * request at a time has no concurrency to limit, as gradient or AIMD limiters do, but it can turn away a share of its
 * requests once a backend turns away more than every second one. Requests and acceptances fade instead of being counted
 * over a window.
 */
export interface Admission {
  readonly requests: number;
  readonly accepts: number;
  /** Milliseconds since the epoch of the last request. */
  readonly at: number;
}

export const UNKNOWN: Admission = { requests: 0, accepts: 0, at: 0 };

/** Requests for each accepted one before any is turned away: the book's K. */
const MULTIPLIER = 2;
/** Milliseconds in which what was counted fades to 1/e: as in balancing, not faster than an instance samples. */
const DECAY = 10_000;
/** Requests below which nothing is concluded. */
const LEAST_SAMPLE = 10;
/** Envoy's `max_rejection_probability`: the rest finds out when the backend is well again. */
const MOST_REJECTED = 0.8;

/** Whether to send a request at all. `random` in [0, 1). */
export function admits(known: Admission, now: number, random: () => number): boolean {
  const { requests, accepts } = faded(known, now);
  if (requests < LEAST_SAMPLE) return true;
  const rejected = Math.min(MOST_REJECTED, (requests - MULTIPLIER * accepts) / (requests + 1));
  return rejected <= 0 || random() >= rejected;
}

/** `accepted`: false where the backend was too busy (503, or no answer in time) or was not asked for that reason. */
export function observeAdmission(known: Admission, accepted: boolean, now: number): Admission {
  const { requests, accepts } = faded(known, now);
  return { requests: requests + 1, accepts: accepts + (accepted ? 1 : 0), at: now };
}

function faded({ requests, accepts, at }: Admission, now: number) {
  const share = fading(at, now, DECAY);
  return { requests: requests * share, accepts: accepts * share };
}
