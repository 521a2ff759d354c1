import type { StoredResponse } from './stored-responses.ts';

export type ReuseDecision =
  | {
      readonly kind: 'fresh';
      /** Whole seconds, for `Age`. */
      readonly age: number;
      /** Whole seconds it stays fresh. */
      readonly ttl: number;
    }
  | { readonly kind: 'stale' };

/** Whether a stored response answers a request that wants it no older than `maxAge` seconds (RFC 9111 section 4.2). */
export function decideReuse(stored: StoredResponse, maxAge: number, now: number): ReuseDecision {
  const age = stored.initialAge + Math.max(0, now - stored.receivedAt) / 1000;
  // Also what the table has not yet deleted: DynamoDB takes its time over `ttl`.
  if (now >= stored.freshUntil || age > maxAge) return { kind: 'stale' };
  return { kind: 'fresh', age: Math.floor(age), ttl: Math.floor((stored.freshUntil - now) / 1000) };
}
