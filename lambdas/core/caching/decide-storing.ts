import { fieldValues } from '../fields/field-values.ts';
import { httpDate } from '../fields/http-date.ts';
import type { HeaderField, RequestMessage, ResponseMessage } from '../messages.ts';
import type { CachePolicy } from '../router-config.ts';
import { type Directives, isUnqualified, qualifiedFields } from './cache-control.ts';
import { freshness, HEURISTIC, initialAge } from './freshness.ts';
import { groupNames } from './groups.ts';
import { NOTHING_SAID, responseDirectives } from './response-directives.ts';
import { isValidatable, type StoredResponse } from './stored-response.ts';
import { varyNames } from './vary.ts';

export interface Received {
  readonly request: Pick<RequestMessage, 'method' | 'headers'>;
  /** The caller is known, or keeps a secret in the request (RFC 9111 section 3.5). */
  readonly credentials: boolean;
  readonly response: ResponseMessage;
  readonly policy: CachePolicy;
  /** Milliseconds since the epoch. */
  readonly requestedAt: number;
  readonly receivedAt: number;
}

/** The response as it is to be stored (RFC 9111 section 3); `undefined`: it is not. */
export function decideStoring(received: Received): StoredResponse | undefined {
  const { request, response, policy, requestedAt, receivedAt } = received;
  const said = policy.override ? NOTHING_SAID : responseDirectives(response);
  if (!mayBeStored(received, said.directives)) return undefined;
  const found = freshness(response, policy, receivedAt);
  const mayBeKept = found.source !== 'none' || said.directives.has('public') || HEURISTIC.has(response.status);
  const isGuess = found.source === 'none' || found.source === 'heuristic';
  // Of a POST there is nothing to guess, nor to validate by (RFC 9110 sections 9.3.3 and 13.1.2).
  const isPost = request.method === 'POST';
  if (!mayBeKept || (isPost && isGuess)) return undefined;
  if (found.source !== 'explicit' && has(response.headers, 'set-cookie')) return undefined;
  const age = initialAge(response, requestedAt, receivedAt);
  const usable = !found.always && found.lifetime + Math.max(found.staleWhileRevalidate, found.staleIfError) > age;
  // Stale at once, and nothing to validate it by: it would never be used.
  if (!usable && (isPost || !isValidatable(response))) return undefined;
  const groups = groupNames(response.headers, 'cache-groups');
  if (groups.length > MOST_GROUPS) return undefined;
  const headers = storedFields(response, said.directives, receivedAt);
  const { status, body } = response;
  return { status, headers, body, requestedAt, receivedAt, initialAge: age, freshness: found, groups };
}

/** What belongs to more is not kept: each use looks at all of them (RFC 9875 section 2 asks for 32). */
const MOST_GROUPS = 64;

/** Final statuses whose meaning this cache knows, for `must-understand` (RFC 9111 section 5.2.2.3). */
const UNDERSTOOD = new Set([
  200, 201, 202, 203, 204, 205, 300, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410,
  411, 412, 413, 414, 415, 416, 417, 421, 422, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 511,
]);

/**
 * Statuses that tell of the request and not of what it asked for: a part or a difference (206, 226), the answer to a condition
 * (304, 412, 416), to credentials (401, 407), to its size, its time or its connection. Kept, one client's would be everybody's: RFC 6585
 * forbids it for 428, 429, 431 and 511, RFC 8470 for 425, whatever the response says of itself.
 */
const OF_ONE_REQUEST: ReadonlySet<number> = new Set([
  206, 226, 304, 401, 407, 408, 412, 413, 416, 417, 421, 425, 426, 428, 429, 431, 511,
]);

function mayBeStored(received: Received, directives: Directives): boolean {
  const { response, policy } = received;
  if (OF_ONE_REQUEST.has(response.status)) return false;
  const mustUnderstand = directives.has('must-understand');
  if (mustUnderstand && !UNDERSTOOD.has(response.status)) return false;
  if (directives.has('no-store') && !mustUnderstand) return false;
  if (isUnqualified(directives, 'private') && !policy.private) return false;
  return mayBeShared(received, directives) && varyNames(response.headers) !== undefined;
}

/** Whether it is not for one caller alone. */
function mayBeShared({ request, response, policy, credentials }: Received, directives: Directives): boolean {
  const setsCookie = has(response.headers, 'set-cookie') && !qualifiedFields(directives).has('set-cookie');
  const hasCookie = has(request.headers, 'cookie');
  if (setsCookie && (!policy.cookies || hasCookie)) return false;
  const isOwn = policy.private === true || policy.claims !== undefined;
  // Cookies count as well, beyond RFC 9111 section 3.5: few targets remember to say `private`.
  const hasSecret = credentials || (hasCookie && !policy.cookies);
  return !hasSecret || isOwn || SHARED.some((name) => directives.has(name));
}

const has = (headers: readonly HeaderField[], name: string): boolean => fieldValues(headers, name).length > 0;

/** RFC 9111 section 3.5. */
const SHARED = ['public', 's-maxage', 'must-revalidate'];

/** Fields of the connection went before (RFC 9111 section 3.1); `Date` is added where a target forgot it (RFC 9110 section 6.6.1). */
function storedFields({ headers }: ResponseMessage, directives: Directives, receivedAt: number) {
  const left = qualifiedFields(directives);
  const kept = headers.filter(([name]) => name.toLowerCase() !== 'age' && !left.has(name.toLowerCase()));
  if (fieldValues(kept, 'date').length > 0) return kept;
  return [...kept, ['Date', httpDate(receivedAt)] as const];
}
