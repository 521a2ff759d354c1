import { fieldValues } from '../fields/field-values.ts';
import { parseHttpDate } from '../fields/http-date.ts';
import type { ResponseMessage } from '../messages.ts';
import type { CachePolicy } from '../router-config.ts';
import { type Directives, seconds } from './cache-control.ts';
import { NOTHING_SAID, type ResponseDirectives, responseDirectives } from './response-directives.ts';

/** How long a response may be used, and how; kept with it. Times are in seconds. */
export interface Freshness {
  /** By its own word, the operator's, or a guess (RFC 9111 section 4.2.1). */
  readonly lifetime: number;
  /** A guess is good for what is plainly public, and for nothing else. */
  readonly source: 'explicit' | 'ttl' | 'heuristic' | 'none';
  /** Never used stale: `must-revalidate` and its like (RFC 9111 section 4.2.4). */
  readonly strict: boolean;
  /** Validated at each use (`no-cache`). */
  readonly always: boolean;
  /** RFC 5861. */
  readonly staleWhileRevalidate: number;
  readonly staleIfError: number;
  /** RFC 8246. */
  readonly immutable: boolean;
}

/** Statuses that may be kept on a guess (RFC 9110 section 15.1), but for 206, which is not kept. */
export const HEURISTIC: ReadonlySet<number> = new Set([200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501]);
/** An operator's `ttl` means the answer, not its absence or an error. */
const PLAIN = new Set([200, 203, 204, 300, 301, 308]);

export function freshness(response: ResponseMessage, policy: CachePolicy, receivedAt: number): Freshness {
  const said = policy.override ? NOTHING_SAID : responseDirectives(response);
  const { directives } = said;
  const shared = !policy.private;
  const strict = ['must-revalidate', ...(shared ? ['proxy-revalidate', 's-maxage'] : [])];
  return {
    ...lifetime(response, said, policy, receivedAt),
    strict: strict.some((name) => directives.has(name)) || directives.get('no-cache') === '',
    always: directives.get('no-cache') === '',
    staleWhileRevalidate: seconds(directives, 'stale-while-revalidate') ?? (policy.staleWhileRevalidate ?? 0) / 1000,
    staleIfError: seconds(directives, 'stale-if-error') ?? (policy.staleIfError ?? 0) / 1000,
    immutable: directives.has('immutable'),
  };
}

type Lifetime = Pick<Freshness, 'lifetime' | 'source'>;

function lifetime(
  response: ResponseMessage,
  { directives, targeted }: ResponseDirectives,
  policy: CachePolicy,
  receivedAt: number,
): Lifetime {
  const stated =
    (!policy.private ? seconds(directives, 's-maxage') : undefined) ??
    seconds(directives, 'max-age') ??
    (targeted ? undefined : untilExpires(response, receivedAt));
  if (stated !== undefined) return { lifetime: stated, source: 'explicit' };
  if (policy.ttl !== undefined && PLAIN.has(response.status)) return { lifetime: policy.ttl / 1000, source: 'ttl' };
  const guess = targeted ? undefined : heuristic(response, directives, receivedAt);
  return guess === undefined ? { lifetime: 0, source: 'none' } : { lifetime: guess, source: 'heuristic' };
}

/** An invalid one, as the customary `0`, means it is over (RFC 9111 section 5.3). */
function untilExpires(response: ResponseMessage, receivedAt: number): number | undefined {
  const [expires] = fieldValues(response.headers, 'expires');
  if (expires === undefined) return undefined;
  const end = parseHttpDate(expires, receivedAt);
  return end === undefined ? 0 : Math.max(0, (end - dateOf(response, receivedAt)) / 1000);
}

/** A tenth of the time since it was last changed (RFC 9111 section 4.2.2), at most a day: nobody promised anything. */
function heuristic(response: ResponseMessage, directives: Directives, receivedAt: number): number | undefined {
  if (!HEURISTIC.has(response.status) && !directives.has('public')) return undefined;
  const [lastModified] = fieldValues(response.headers, 'last-modified');
  const changed = lastModified === undefined ? undefined : parseHttpDate(lastModified, receivedAt);
  if (changed === undefined) return undefined;
  return Math.min(86_400, Math.max(0, (dateOf(response, receivedAt) - changed) / 10_000));
}

/** When the response was made, in milliseconds since the epoch. */
export function dateOf({ headers }: Pick<ResponseMessage, 'headers'>, receivedAt: number): number {
  const [date] = fieldValues(headers, 'date');
  return (date === undefined ? undefined : parseHttpDate(date, receivedAt)) ?? receivedAt;
}

/** Seconds that a response was old when it was received (RFC 9111 section 4.2.3, `corrected_initial_age`). */
export function initialAge(response: ResponseMessage, requestedAt: number, receivedAt: number): number {
  // The first member counts if it is all digits, otherwise the field is ignored (RFC 9111 section 5.1).
  const first = fieldValues(response.headers, 'age').join(',').split(',')[0]?.trim() ?? '';
  const stated = /^\d+$/.test(first) ? Math.min(Number(first), 2 ** 31) : 0;
  const apparent = Math.max(0, receivedAt - dateOf(response, receivedAt)) / 1000;
  return Math.max(apparent, stated + (receivedAt - requestedAt) / 1000);
}
