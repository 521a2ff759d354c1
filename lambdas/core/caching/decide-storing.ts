import type { RequestMessage, ResponseMessage } from '../messages.ts';
import type { CachePolicy } from '../router-config.ts';
import { cacheControl, type Directives, seconds } from './cache-control.ts';
import { fieldValues } from './field-values.ts';

export type StoringDecision =
  | {
      readonly kind: 'store';
      /** Seconds. */
      readonly initialAge: number;
      /** Milliseconds it is still fresh. */
      readonly lifetime: number;
    }
  | { readonly kind: 'pass' };

/** Statuses to which the operation's own `ttl` applies. */
const PLAIN = new Set([200, 203]);
/** Statuses stored only where the response says for how long: an operator's `ttl` means the answer, not its absence. */
const EXPLICIT = new Set([301, 404, 410]);

const PASS: StoringDecision = { kind: 'pass' };

/** Whether and for how long a response is stored (RFC 9111 section 3). The request is one `decideLookup` let through. */
export function decideStoring(
  request: RequestMessage,
  response: ResponseMessage,
  policy: CachePolicy,
): StoringDecision {
  if (request.method !== 'GET') return PASS;
  const directives = cacheControl(response.headers);
  if (['no-store', 'no-cache', 'private'].some((name) => directives.has(name))) return PASS;
  if (fieldValues(response.headers, 'set-cookie').length > 0 || variesWidely(response)) return PASS;
  if (hasCredentials(request) && !isShared(directives)) return PASS;
  const explicit = explicitLifetime(response, directives);
  if (!PLAIN.has(response.status) && !(EXPLICIT.has(response.status) && explicit !== undefined)) return PASS;
  const initialAge = responseAge(response);
  const lifetime = (explicit ?? policy.ttl / 1000) - initialAge;
  return lifetime > 0 ? { kind: 'store', initialAge, lifetime: lifetime * 1000 } : PASS;
}

const variesWidely = (response: ResponseMessage): boolean =>
  fieldValues(response.headers, 'vary')
    .flatMap((value) => value.split(','))
    .map((name) => name.trim().toLowerCase())
    .some((name) => name !== '' && name !== 'accept-encoding');

/** Cookies count as well, beyond RFC 9111 section 3.5: few targets remember to say `private`. */
const hasCredentials = (request: RequestMessage): boolean =>
  ['authorization', 'cookie'].some((name) => fieldValues(request.headers, name).length > 0);

/** RFC 9111 section 3.5. */
const isShared = (directives: Directives): boolean =>
  ['public', 's-maxage', 'must-revalidate'].some((name) => directives.has(name));

/** Seconds by the response's own word (RFC 9111 section 4.2.1), which an invalid one ends at once. */
function explicitLifetime(response: ResponseMessage, directives: Directives): number | undefined {
  const stated = seconds(directives, 's-maxage') ?? seconds(directives, 'max-age');
  if (stated !== undefined) return stated;
  const [expires] = fieldValues(response.headers, 'expires');
  if (expires === undefined) return undefined;
  const [date] = fieldValues(response.headers, 'date');
  const lifetime = (Date.parse(expires) - Date.parse(date ?? '')) / 1000;
  return Number.isNaN(lifetime) ? 0 : lifetime;
}

/** The first member counts if it is all digits, otherwise the field is ignored (RFC 9111 section 5.1). */
function responseAge(response: ResponseMessage): number {
  const first = fieldValues(response.headers, 'age').join(',').split(',')[0]?.trim() ?? '';
  return /^\d+$/.test(first) ? Math.min(Number(first), 2 ** 31) : 0;
}
