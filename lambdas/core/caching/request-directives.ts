import { fieldValues } from '../fields/field-values.ts';
import type { RequestMessage } from '../messages.ts';
import { cacheControl, seconds } from './cache-control.ts';

/** What a client says of caches on the way (RFC 9111 section 5.2.1). Times are in seconds. */
export interface RequestDirectives {
  readonly noStore: boolean;
  readonly noCache: boolean;
  readonly onlyIfCached: boolean;
  readonly maxAge: number;
  readonly minFresh: number;
  /** Staleness it accepts. */
  readonly maxStale: number;
  /** RFC 5861 section 4. */
  readonly staleIfError: number;
}

export function requestDirectives({ headers }: Pick<RequestMessage, 'headers'>): RequestDirectives {
  const directives = cacheControl(headers);
  // Pragma counts only without Cache-Control (RFC 9111 section 5.4).
  const pragma =
    directives.size === 0 &&
    fieldValues(headers, 'pragma').some((value) => /(?:^|[\s,])no-cache(?:$|[\s,])/i.test(value));
  return {
    noStore: directives.has('no-store'),
    noCache: directives.has('no-cache') || pragma,
    onlyIfCached: directives.has('only-if-cached'),
    maxAge: seconds(directives, 'max-age') ?? Number.POSITIVE_INFINITY,
    minFresh: seconds(directives, 'min-fresh') ?? 0,
    maxStale: directives.get('max-stale') === '' ? Number.POSITIVE_INFINITY : (seconds(directives, 'max-stale') ?? 0),
    staleIfError: seconds(directives, 'stale-if-error') ?? 0,
  };
}
