import type { RetrySettings } from '../router-config.ts';

export interface RetryPolicy {
  readonly attempts: number;
  /** Milliseconds. */
  readonly patience: number;
  readonly on: readonly number[];
}

/** Google's SRE book, chapter 22 ("Addressing Cascading Failures"): three tries of a request. */
const LEAST_ATTEMPTS = 3;
const MOST_ATTEMPTS = 10;

/** Of an overloaded, restarting or unreachable server behind a proxy; 500 is what the operation itself did. */
const UNAVAILABLE: readonly number[] = [502, 503, 504];

interface Known {
  readonly targets: number;
  /** Milliseconds. */
  readonly timeout: number;
  readonly measured: number | undefined;
}

/**
 * What a document leaves open: each target is tried at least once, within 3 to 10 tries; a try is late when it takes longer
 * than such requests do (`measured`), or its share of the operation's `timeout` where none was seen yet.
 */
export function retryPolicy(settings: RetrySettings | undefined, { targets, timeout, measured }: Known): RetryPolicy {
  const attempts = settings?.attempts ?? Math.min(MOST_ATTEMPTS, Math.max(LEAST_ATTEMPTS, targets));
  return {
    attempts,
    patience: settings?.perTryTimeout ?? measured ?? timeout / attempts,
    on: settings?.on ?? UNAVAILABLE,
  };
}
