import type { RequestDirectives } from './request-directives.ts';
import { currentAge, DISCONNECTED_GRACE, type StoredResponse } from './stored-response.ts';

export type ReuseDecision =
  | { readonly kind: 'fresh'; readonly ttl: number }
  /** It answers, and is renewed for those who come later (RFC 5861 section 3). `ttl` is below 0. */
  | { readonly kind: 'stale-while-revalidate'; readonly ttl: number }
  /** The client accepts it as it is. */
  | { readonly kind: 'max-stale'; readonly ttl: number }
  /** The value is the `fwd` of RFC 9211. */
  | { readonly kind: 'validate'; readonly fwd: 'stale' | 'request' };

/** Whether a stored response answers a request without asking (RFC 9111 section 4). `now`: milliseconds since the epoch. */
export function decideReuse(stored: StoredResponse, asked: RequestDirectives, now: number): ReuseDecision {
  const { freshness } = stored;
  const age = currentAge(stored, now);
  const left = freshness.lifetime - age;
  const ttl = Math.floor(left);
  if (asked.noCache) return { kind: 'validate', fwd: 'request' };
  if (freshness.always) return { kind: 'validate', fwd: 'stale' };
  const isReload = asked.maxAge === 0 && freshness.immutable && left > 0;
  if ((age > asked.maxAge || asked.maxAge === 0) && !isReload) return { kind: 'validate', fwd: 'request' };
  if (left > 0) return left >= asked.minFresh ? { kind: 'fresh', ttl } : { kind: 'validate', fwd: 'request' };
  if (freshness.strict || asked.minFresh > 0) return { kind: 'validate', fwd: 'stale' };
  if (isWithin(-left, freshness.staleWhileRevalidate)) return { kind: 'stale-while-revalidate', ttl };
  return isWithin(-left, asked.maxStale) ? { kind: 'max-stale', ttl } : { kind: 'validate', fwd: 'stale' };
}

/** No time at all is none at the instant it ends, either. */
const isWithin = (staleness: number, window: number): boolean => window > 0 && staleness <= window;

/** How asking the target ended. */
export type TargetFailure = 'unreachable' | 'error-status';

/** Statuses for which a stale response may stand in (RFC 5861 section 4). */
export const ERROR_STATUSES: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/** Whether a stored response answers in place of a target that failed (RFC 9111 section 4.2.4, RFC 5861 section 4). */
export function standsIn(
  stored: StoredResponse,
  asked: RequestDirectives,
  failure: TargetFailure,
  now: number,
): boolean {
  const { freshness } = stored;
  if (freshness.strict || asked.noCache) return false;
  const staleness = currentAge(stored, now) - freshness.lifetime;
  const accepted = Math.max(freshness.staleIfError, asked.staleIfError);
  return isWithin(staleness, failure === 'unreachable' ? Math.max(accepted, DISCONNECTED_GRACE) : accepted);
}
