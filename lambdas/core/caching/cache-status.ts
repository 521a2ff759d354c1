import type { HeaderField } from '../messages.ts';

/** What the cache did, in the terms of RFC 9211. */
export type CacheStatus =
  | { readonly kind: 'hit' /** Seconds; below 0 what is stale. */; readonly ttl: number; readonly detail?: string }
  | {
      readonly kind: 'forwarded';
      readonly fwd: Forwarded;
      /** Of the target's response, where the client got another one. */
      readonly fwdStatus?: number;
      readonly stored?: boolean;
      /** The request waited for one that was on its way. */
      readonly collapsed?: boolean;
      readonly detail?: string;
    };

export type Forwarded = 'bypass' | 'method' | 'request' | 'stale' | 'uri-miss' | 'vary-miss';

/** The parameters of our member, for the field and for the log. */
export function cacheStatus(status: CacheStatus): string {
  const why = status.detail ? `; detail=${status.detail}` : '';
  if (status.kind === 'hit') return `hit; ttl=${status.ttl}${why}`;
  const { fwd, fwdStatus, stored, collapsed } = status;
  const answered = fwdStatus === undefined ? '' : `; fwd-status=${fwdStatus}`;
  return `fwd=${fwd}${answered}${stored ? '; stored' : ''}${collapsed ? '; collapsed' : ''}${why}`;
}

/** A member after those of caches nearer to the target (RFC 9211 section 2). */
export const cacheStatusField = (parameters: string): HeaderField => ['Cache-Status', `gatewright; ${parameters}`];
