import { contentsKey, groupKey, uriKey } from '../../core/caching/cache-key.ts';
import { type ChangedUri, changedUris } from '../../core/caching/changed-uris.ts';
import { groupNames } from '../../core/caching/groups.ts';
import { onlyParameters } from '../../core/caching/only-parameters.ts';
import type { HeaderField } from '../../core/messages.ts';
import type { CachePolicy } from '../../core/router-config.ts';
import { matchOperation } from '../../core/routing/match-operation.ts';
import { targetPath } from '../../core/routing/target-path.ts';
import type { Answer, AnswerBody } from '../answer.ts';
import { type Drop, drop, markDrop, uriDrop } from './drop.ts';
import { forwarded, withFailure } from './say.ts';
import { storeForGet, type Written } from './store-for-get.ts';
import type { Through } from './through-cache.ts';

/**
 * Sends a request that may change something, then lets go of what it may have changed (RFC 9111 section 4.4, RFC 9875).
 * Its answer waits for that: who has it, does not get the old response any more. Of an answer that streams, so do the
 * fields; a table that fails meanwhile is told later.
 */
export async function forwardWriting<Body extends AnswerBody>(through: Through<Body>): Promise<Answer<Body>> {
  const requestedAt = Date.now();
  const answer = await through.send(through.target);
  if (!mayHaveChanged(answer)) return answer;
  const drops = changed(through, answer.headers, Date.now());
  if (drops.length === 0) return answer;
  const { cache } = through;
  const units = { read: 0, write: 0 };
  const outcomes = await Promise.all(drops.map((one) => drop({ cache, units }, one)));
  const failed = outcomes.find((outcome) => outcome.kind === 'unavailable');
  if (failed !== undefined) await through.dropLater(drops.filter((_, at) => outcomes[at]?.kind === 'unavailable'));
  const stored = await storeOwn(through, answer, { requestedAt, droppedUntil: Math.max(...drops.map(({ at }) => at)) });
  const record = { ...answer.record, cacheReads: units.read, cacheWrites: units.write };
  const said = forwarded({ ...answer, record }, { kind: 'forwarded', fwd: 'method', stored });
  return failed?.kind === 'unavailable' ? withFailure(said, failed.reason) : said;
}

/** Connection lost, no HTTP, too late: the target had the request, and nobody knows what it has done. */
const UNKNOWN_OUTCOME = /^(?:UC|UPE|UT)\b/;

const mayHaveChanged = ({ origin, status, record }: Answer): boolean =>
  origin === 'target' ? status < 400 : UNKNOWN_OUTCOME.test(record.flags ?? '');

async function storeOwn(
  through: Through<AnswerBody>,
  { status, headers, body }: Answer,
  written: Written,
): Promise<boolean> {
  if (!(body instanceof Uint8Array)) return false;
  const own = cachedUri(through, 'GET', through.request.message);
  return own !== undefined && storeForGet(through, own, { status, headers, body }, written);
}

/** What a response says its request has changed, as far as it may be stored. */
function changed(through: Through<AnswerBody>, headers: readonly HeaderField[], now: number): readonly Drop[] {
  const { request } = through;
  const uris = changedUris(request, headers).flatMap((uri) => {
    const [got, posted] = [cachedUri(through, 'GET', uri), cachedUri(through, 'POST', uri)];
    return [...(got ? [uriDrop(got.key, now)] : []), ...(posted ? [markDrop(posted.contents, now)] : [])];
  });
  const groups = groupNames(headers, 'cache-group-invalidation');
  return [...uris, ...groups.map((name) => markDrop(groupKey(name, request.hop), now))];
}

export interface CachedUri {
  readonly key: string;
  /** Of what was stored by the content of the request. */
  readonly contents: string;
  readonly policy: CachePolicy;
}

/** Where the responses of a URI to a method are stored, if any are. */
function cachedUri(
  { routes, request }: Through<AnswerBody>,
  method: 'GET' | 'POST',
  { path, query }: Pick<ChangedUri, 'path' | 'query'>,
): CachedUri | undefined {
  const match = matchOperation(routes, method, path);
  if (match.kind !== 'matched' || match.operation.handling.kind !== 'proxy') return undefined;
  const { operation, pathParameters } = match;
  const { cache: policy, backend, targetPath: template } = match.operation.handling;
  const sent = targetPath(template, pathParameters);
  if (policy === undefined || sent === undefined) return undefined;
  const known = policy.query === undefined ? query : onlyParameters(query, policy.query);
  const parts = { template: operation.path, backend, targetPath: sent, query: known, hop: request.hop };
  return { key: uriKey(parts), contents: contentsKey(parts), policy };
}
