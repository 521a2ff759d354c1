import { callerPolicy } from '../../core/caching/caller.ts';
import { changedUris } from '../../core/caching/changed-uris.ts';
import { decideStoring } from '../../core/caching/decide-storing.ts';
import { requestDirectives } from '../../core/caching/request-directives.ts';
import { uselessFrom } from '../../core/caching/stored-response.ts';
import { varyNames } from '../../core/caching/vary.ts';
import type { ResponseMessage } from '../../core/messages.ts';
import type { AnswerBody } from '../answer.ts';
import type { CachedUri } from './forward-writing.ts';
import type { Through } from './through-cache.ts';

/** Milliseconds since the epoch. */
export interface Written {
  readonly requestedAt: number;
  /** What was asked for until then counts no more. */
  readonly droppedUntil: number;
}

/** A POST may answer with what a GET of its URI would: then it says so, and for how long (RFC 9110 section 9.3.3). */
export async function storeForGet(
  { cache, request, operation }: Through<AnswerBody>,
  { key, policy }: CachedUri,
  response: ResponseMessage,
  { requestedAt, droppedUntil }: Written,
): Promise<boolean> {
  const { message, caller } = request;
  if (message.method !== 'POST' || response.status !== 200 || requestDirectives(message).noStore) return false;
  if (!changedUris(request, response.headers).some(({ from }) => from === 'own content-location')) return false;
  const { headers } = message;
  const { credentials } = callerPolicy(policy, caller, { headers, secured: operation.secured });
  // Only what is for everybody, whichever way they ask.
  if (policy.private || policy.claims || policy.headers?.length || varyNames(response.headers)?.length !== 0)
    return false;
  const receivedAt = Date.now();
  const kept = decideStoring({ request: message, credentials, response, policy, requestedAt, receivedAt });
  if (kept?.freshness.source !== 'explicit') return false;
  // It shows what the request did: it is newer than the invalidation before it.
  const barrier = droppedUntil + 1;
  const row = { barrier, expiresAt: uselessFrom(kept), response: { ...kept, requestedAt: barrier } };
  const outcome = await cache.rows.write(key, row, barrier);
  return outcome.kind === 'written';
}
