import type { ResponseMessage } from '../messages.ts';
import type { Freshness } from './freshness.ts';

/** A response as it is kept, with all that decides over its use. */
export interface StoredResponse extends ResponseMessage {
  /** Milliseconds since the epoch when its target was asked: what changed later, it does not show. */
  readonly requestedAt: number;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  /** Seconds it was old already when received. */
  readonly initialAge: number;
  readonly freshness: Freshness;
  /** Groups it belongs to (RFC 9875), each a name together with its origin. */
  readonly groups: readonly string[];
}

/** Seconds (RFC 9111 section 4.2.3). */
export const currentAge = ({ initialAge, receivedAt }: StoredResponse, now: number): number =>
  initialAge + Math.max(0, now - receivedAt) / 1000;

/** Seconds for which a stale response without a word on it may stand in for a target that cannot be reached. */
export const DISCONNECTED_GRACE = 300;

/** Seconds for which a stale response is kept to be validated: asking "is it still this one?" costs less than the answer. */
const VALIDATION_GRACE = 86_400;

/**
 * Milliseconds for which anything is kept, whatever it says of itself. What tells that responses no longer count must
 * outlive them.
 */
export const LONGEST_KEPT = 30 * 86_400_000;

/** Milliseconds since the epoch from when on it is good for nothing. */
export function uselessFrom(response: StoredResponse): number {
  const { receivedAt, freshness, initialAge } = response;
  const { lifetime, staleWhileRevalidate, staleIfError } = freshness;
  const grace = Math.max(
    staleWhileRevalidate,
    staleIfError,
    freshness.strict ? 0 : DISCONNECTED_GRACE,
    isValidatable(response) ? VALIDATION_GRACE : 0,
  );
  return receivedAt + Math.min(LONGEST_KEPT, (Math.max(0, lifetime - initialAge) + grace) * 1000);
}

export const isValidatable = ({ headers }: Pick<ResponseMessage, 'headers'>): boolean =>
  headers.some(([name]) => /^(?:etag|last-modified)$/i.test(name));
