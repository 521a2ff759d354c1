import type { HeaderField } from '../messages.ts';

/** What the cache did, in the terms of RFC 9211. */
export type CacheStatus =
  | { readonly kind: 'hit'; readonly ttl: number }
  | {
      readonly kind: 'forwarded';
      readonly fwd: 'bypass' | 'method' | 'request' | 'stale' | 'uri-miss';
      readonly stored: boolean;
    };

/** A member after those of caches nearer to the target (RFC 9211 section 2). */
export function cacheStatusField(status: CacheStatus): HeaderField {
  if (status.kind === 'hit') return ['Cache-Status', `gatewright; hit; ttl=${status.ttl}`];
  return ['Cache-Status', `gatewright; fwd=${status.fwd}${status.stored ? '; stored' : ''}`];
}
