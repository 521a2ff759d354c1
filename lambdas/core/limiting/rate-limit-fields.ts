import type { HeaderField } from '../messages.ts';
import type { Allowance, RateLimit } from './rate-limit.ts';

/**
 * `RateLimit-Policy` (IETF draft-ietf-httpapi-ratelimit-headers-10, section 3): a quota `q` in a window of `w` seconds. A
 * bucket of `burst` that fills at `rate` is that many requests in the seconds it takes to fill.
 */
export function policyValue(name: string, limit: RateLimit): string {
  const { burst, window } = windowOf(limit);
  return `"${name}";q=${burst};w=${window}`;
}

/** `RateLimit` (section 4): what remains, and the seconds after which it is the whole quota again. */
export function allowanceField(name: string, { remaining, reset }: Allowance): HeaderField {
  return ['RateLimit', `"${name}";r=${remaining};t=${reset}`];
}

/** Whole seconds, at least one: a bucket that fills sooner lets in `rate` requests of each second. */
function windowOf({ rate, burst }: RateLimit): { readonly burst: number; readonly window: number } {
  const seconds = burst / rate;
  return seconds < 1 ? { burst: Math.max(burst, Math.floor(rate)), window: 1 } : { burst, window: Math.ceil(seconds) };
}
