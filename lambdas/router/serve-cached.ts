import type { Forwarded } from '../core/caching/cache-status.ts';
import { decideReuse } from '../core/caching/decide-reuse.ts';
import { currentAge, isValidatable, type StoredResponse } from '../core/caching/stored-response.ts';
import { fieldValues } from '../core/fields/field-values.ts';
import type { RequestMessage } from '../core/messages.ts';
import { type Answer, problemAnswer } from './answer.ts';
import { askTarget } from './caching/ask-target.ts';
import type { Asked } from './caching/asked.ts';
import { findStored, type Place } from './caching/find-stored.ts';
import { takeRefresh, takeTurn } from './caching/lease.ts';
import { forwarded, hit, withFailure } from './caching/say.ts';

/** Answers from the cache where that is right, else from a target (RFC 9111). A cache that fails is passed by. */
export async function serveCached(asked: Asked): Promise<Answer<Uint8Array>> {
  const answer = await serve(asked);
  const { read, write } = asked.units;
  return { ...answer, record: { ...answer.record, cacheReads: read, cacheWrites: write } };
}

async function serve(asked: Asked): Promise<Answer<Uint8Array>> {
  const { directives, request, selecting } = asked;
  // A client that says `no-store` wants no part in it.
  const fwd = directives.noStore ? 'request' : 'bypass';
  if (directives.noStore || isForTarget(request)) {
    if (directives.onlyIfCached) return notCached();
    return forwarded(await asked.ask(selecting.headers), { kind: 'forwarded', fwd });
  }
  const found = await findStored(asked, asked.refreshing);
  switch (found.kind) {
    case 'unavailable':
      if (directives.onlyIfCached) return notCached();
      return withFailure(forwarded(await asked.ask(selecting.headers), { kind: 'forwarded', fwd }), found.reason);
    case 'absent':
      return forward(asked, found, undefined, found.fwd);
    case 'found':
      return reuse(asked, found, found.response);
    default:
      return found satisfies never;
  }
}

/** A GET with content may mean anything, and whether a POST is to be done under a condition (RFC 9110 section 13.2.1). */
const isForTarget = ({ method, headers, body }: RequestMessage): boolean =>
  method === 'POST' ? CONDITIONS.some((name) => fieldValues(headers, name).length > 0) : body !== undefined;

const CONDITIONS = ['if-match', 'if-none-match', 'if-unmodified-since'];

async function reuse(asked: Asked, place: Place, stored: StoredResponse): Promise<Answer<Uint8Array>> {
  if (asked.refreshing) return forward(asked, place, stored, 'stale');
  const decision = decideReuse(stored, asked.directives, Date.now());
  switch (decision.kind) {
    case 'fresh':
    case 'max-stale':
      return hit(asked, stored, decision.ttl);
    case 'stale-while-revalidate': {
      const lease = renews(asked, stored) ? await takeRefresh(asked, place) : undefined;
      if (lease === undefined || (await asked.refreshLater())) {
        return hit(asked, stored, decision.ttl, 'stale-while-revalidate');
      }
      // Nobody else will: then this request does, while the others go on with what is there.
      return askTarget({ asked, place, stored, lease, fwd: 'stale', collapsed: false });
    }
    case 'validate':
      return forward(asked, place, stored, decision.fwd);
    default:
      return decision satisfies never;
  }
}

/** Who cannot have content renewed does not keep the next one from it: `only-if-cached`, and HEAD of what has no validator. */
const renews = ({ directives, request }: Asked, stored: StoredResponse): boolean =>
  !directives.onlyIfCached && (request.method !== 'HEAD' || isValidatable(stored));

async function forward(
  asked: Asked,
  place: Place,
  stored: StoredResponse | undefined,
  fwd: Forwarded,
): Promise<Answer<Uint8Array>> {
  if (asked.directives.onlyIfCached) return notCached();
  const asking = { asked, place, stored, fwd };
  if (!mayShare(asked, stored, fwd)) return askTarget({ ...asking, lease: undefined, collapsed: false });
  const turn = await takeTurn(asked, place);
  switch (turn.kind) {
    case 'served':
      return hit(asked, turn.response, ttl(turn.response), 'collapsed');
    case 'lead':
      return askTarget({ ...asking, place: turn.place, lease: turn.lease, collapsed: false });
    case 'alone':
      return askTarget({ ...asking, place: turn.place, lease: undefined, collapsed: turn.waited });
    default:
      return turn satisfies never;
  }
}

const ttl = (stored: StoredResponse): number => Math.floor(stored.freshness.lifetime - currentAge(stored, Date.now()));

/** Whether the response will likely do for others who ask at the same time. */
function mayShare(asked: Asked, stored: StoredResponse | undefined, fwd: Forwarded): boolean {
  const { request, policy, credentials, refreshing } = asked;
  if (refreshing || fwd === 'request' || request.method === 'HEAD') return false;
  if (fieldValues(request.headers, 'range').length > 0) return false;
  if (stored !== undefined) return !stored.freshness.always && stored.freshness.lifetime > 0;
  const isOwn = policy.private === true || policy.claims !== undefined;
  const hasSecret = credentials || (!policy.cookies && fieldValues(request.headers, 'cookie').length > 0);
  return !hasSecret || isOwn;
}

/** RFC 9111 section 5.2.1.7. */
const notCached = (): Answer<Uint8Array> =>
  problemAnswer(
    { status: 504, detail: 'the request asks for a stored response (`only-if-cached`), and there is none it can use' },
    { cache: 'fwd=request', reason: 'only-if-cached' },
  );
