import type { RequestMessage } from '../messages.ts';
import { cacheControl, seconds } from './cache-control.ts';
import { fieldValues } from './field-values.ts';

export type LookupDecision =
  | {
      readonly kind: 'lookup';
      /** Seconds; the client wants no older response. */
      readonly maxAge: number;
    }
  /** Ask the target; its response may be stored. */
  | { readonly kind: 'refresh' }
  /** The cache takes no part. The value is the `fwd` of RFC 9211. */
  | { readonly kind: 'bypass'; readonly fwd: 'bypass' | 'method' | 'request' };

/** Whether a stored response may answer the request (RFC 9111 section 4 and 5.2.1). */
export function decideLookup(request: RequestMessage, secured: boolean): LookupDecision {
  if (request.method !== 'GET' && request.method !== 'HEAD') return { kind: 'bypass', fwd: 'method' };
  // Who may see it is the authorizer's to say, request by request. A GET with content may mean anything.
  if (secured || request.body !== undefined) return { kind: 'bypass', fwd: 'bypass' };
  if (fieldValues(request.headers, 'range').length > 0) return { kind: 'bypass', fwd: 'request' };
  const directives = cacheControl(request.headers);
  if (directives.has('no-store')) return { kind: 'bypass', fwd: 'request' };
  // Pragma counts only without Cache-Control (RFC 9111 section 5.4).
  const pragma =
    directives.size === 0 && fieldValues(request.headers, 'pragma').some((value) => /\bno-cache\b/i.test(value));
  const maxAge = seconds(directives, 'max-age') ?? Number.POSITIVE_INFINITY;
  if (directives.has('no-cache') || pragma || maxAge === 0) return { kind: 'refresh' };
  return { kind: 'lookup', maxAge };
}
