import { groupKey, type UriParts, uriKey } from '../../core/caching/cache-key.ts';
import { callerPolicy } from '../../core/caching/caller.ts';
import { changedUris } from '../../core/caching/changed-uris.ts';
import { decideStoring } from '../../core/caching/decide-storing.ts';
import { groupNames } from '../../core/caching/groups.ts';
import { onlyParameters } from '../../core/caching/only-parameters.ts';
import { uselessFrom } from '../../core/caching/stored-response.ts';
import { varyNames } from '../../core/caching/vary.ts';
import type { CachePolicy } from '../../core/router-config.ts';
import { matchOperation } from '../../core/routing/match-operation.ts';
import { targetPath } from '../../core/routing/target-path.ts';
import type { Answer } from '../answer.ts';
import { dropGroup, dropUri } from './drop.ts';
import { forwarded, withFailure } from './say.ts';
import type { Through } from './through-cache.ts';

/**
 * Sends a request that may change something, then lets go of what it may have changed (RFC 9111 section 4.4, RFC 9875).
 * Its answer waits for that: who has it, does not get the old response any more.
 */
export async function forwardWriting(through: Through): Promise<Answer<Uint8Array>> {
  const { cache, request, target, handling, send } = through;
  const requestedAt = Date.now();
  const answer = await send(target);
  if (answer.origin !== 'target' || answer.status >= 400) return answer;
  const units = { read: 0, write: 0 };
  const [own, ...others] = changedUris(request.message, request.hop, answer.headers);
  const cached = [own, ...others].map((uri) => uri && cachedUri(through, uri)).filter((uri) => uri !== undefined);
  const groups = groupNames(answer.headers, 'cache-group-invalidation') ?? [];
  const outcomes = await Promise.all([
    ...cached.map(({ key }) => dropUri({ cache, units }, key)),
    ...groups.map((name) => dropGroup({ cache, units }, groupKey(name, handling.backend, request.hop))),
  ]);
  if (outcomes.length === 0) return answer;
  const stored = cached[0] !== undefined && (await storeForGet(through, cached[0], answer, requestedAt));
  const record = { ...answer.record, cacheReads: units.read, cacheWrites: units.write };
  const said = forwarded({ ...answer, record }, { kind: 'forwarded', fwd: 'method', stored });
  const failed = outcomes.find((outcome) => outcome.kind === 'unavailable');
  return failed?.kind === 'unavailable' ? withFailure(said, failed.reason) : said;
}

interface CachedUri {
  readonly key: string;
  readonly parts: UriParts;
  readonly policy: CachePolicy;
}

/** Where the responses of a URI are stored, if any are. */
function cachedUri(
  { routes, request }: Through,
  { path, query }: { path: string; query: string },
): CachedUri | undefined {
  const match = matchOperation(routes, 'GET', path);
  if (match.kind !== 'matched' || match.operation.handling.kind !== 'proxy') return undefined;
  const { operation, pathParameters } = match;
  const { cache: policy, backend, targetPath: template } = match.operation.handling;
  const sent = targetPath(template, pathParameters);
  if (policy === undefined || sent === undefined) return undefined;
  const known = policy.query === undefined ? query : onlyParameters(query, policy.query);
  const parts = { template: operation.path, backend, targetPath: sent, query: known, hop: request.hop };
  return { key: uriKey(parts), parts, policy };
}

/** A POST may answer with what a GET of its URI would: then it says so, and for how long (RFC 9110 section 9.3.3). */
async function storeForGet(
  { cache, request, operation }: Through,
  { key, policy }: CachedUri,
  response: Answer<Uint8Array>,
  requestedAt: number,
): Promise<boolean> {
  const { message, hop, caller } = request;
  if (message.method !== 'POST' || response.status !== 200) return false;
  if (!changedUris(message, hop, response.headers).some(({ from }) => from === 'own content-location')) return false;
  const { headers } = message;
  const { credentials } = callerPolicy(policy, caller, { headers, secured: operation.secured });
  // Only what is for everybody, whichever way they ask.
  if (policy.private || policy.claims || policy.headers?.length || varyNames(response.headers)?.length !== 0)
    return false;
  const receivedAt = Date.now();
  const kept = decideStoring({ request: message, credentials, response, policy, requestedAt, receivedAt });
  if (kept?.freshness.source !== 'explicit') return false;
  // It shows what the request did: it is newer than the invalidation before it.
  const barrier = receivedAt + 1;
  const row = { barrier, expiresAt: uselessFrom(kept), response: { ...kept, requestedAt: barrier } };
  const outcome = await cache.rows.write(key, row, barrier);
  return outcome.kind === 'written';
}
