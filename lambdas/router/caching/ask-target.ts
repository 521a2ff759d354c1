import { answerFrom } from '../../core/caching/answer-from.ts';
import type { CacheStatus, Forwarded } from '../../core/caching/cache-status.ts';
import { ERROR_STATUSES, standsIn, type TargetFailure } from '../../core/caching/decide-reuse.ts';
import { decideStoring } from '../../core/caching/decide-storing.ts';
import type { Unavailable } from '../../core/caching/rows.ts';
import { isValidatable, type StoredResponse } from '../../core/caching/stored-response.ts';
import { entire, freshened, unconditional, validationFields } from '../../core/caching/validation.ts';
import type { ResponseMessage } from '../../core/messages.ts';
import type { Answer } from '../answer.ts';
import type { Asked } from './asked.ts';
import { drop, uriDrop } from './drop.ts';
import type { Place } from './find-stored.ts';
import { keep } from './keep.ts';
import { pass } from './lease.ts';
import { forwarded, stale, withFailure } from './say.ts';

export interface Asking {
  readonly asked: Asked;
  readonly place: Place;
  /** What there is, to be validated. */
  readonly stored: StoredResponse | undefined;
  readonly lease: string | undefined;
  readonly fwd: Forwarded;
  readonly collapsed: boolean;
}

/** Asks the target, and keeps what it says for those who come later. */
export async function askTarget(asking: Asking): Promise<Answer<Uint8Array>> {
  const { asked, stored, lease } = asking;
  const requestedAt = Date.now();
  const answer = await asked.ask(requestFields(asking));
  const failure = failureOf(answer);
  if (failure !== undefined && stored !== undefined && standsIn(stored, asked.directives, failure, Date.now())) {
    if (lease !== undefined) await pass(asked, lease, 'failed');
    return stale(asked, stored, answer);
  }
  if (answer.origin !== 'target') {
    if (lease !== undefined) await pass(asked, lease, 'failed');
    return forwarded(answer, { kind: 'forwarded', fwd: asking.fwd });
  }
  const whole = wholeResponse(asking, answer);
  if (whole === 'another') return askTarget({ ...asking, stored: undefined });
  return receive(asking, { answer, whole, requestedAt, receivedAt: Date.now() });
}

/** Who asks for others too asks for the whole, whatever its own client has or wants of it; who asks alone, for just that. */
function requestFields({ asked, stored, lease }: Asking) {
  const { headers } = asked.selecting;
  const forOthers = lease !== undefined || asked.refreshing;
  // A POST whose condition does not hold is answered 412, never 304 (RFC 9110 section 13.1.2).
  if (stored !== undefined && asked.request.method !== 'POST')
    return validationFields(forOthers ? entire(headers) : headers, stored);
  return forOthers ? unconditional(entire(headers)) : headers;
}

function failureOf({ origin, status }: Answer<Uint8Array>): TargetFailure | undefined {
  if (!ERROR_STATUSES.has(status)) return undefined;
  return origin === 'target' ? 'error-status' : 'unreachable';
}

/** The response that the stored one has become, or a new one. `another`: the 304 speaks of one that is not stored. */
function wholeResponse({ asked, stored }: Asking, answer: Answer<Uint8Array>): ResponseMessage | 'another' {
  if (stored === undefined) return answer;
  if (answer.status === 304) return freshened(stored, answer) ?? 'another';
  // Without a validator it may speak of anything: kept fresh by such answers, the old content would never be asked for again.
  const tells = asked.request.method === 'HEAD' && answer.status === 200 && isValidatable(answer);
  return (tells && freshened(stored, answer)) || answer;
}

interface Reception {
  readonly answer: Answer<Uint8Array>;
  readonly whole: ResponseMessage;
  readonly requestedAt: number;
  readonly receivedAt: number;
}

async function receive(asking: Asking, reception: Reception): Promise<Answer<Uint8Array>> {
  const { asked, stored, lease, fwd, collapsed } = asking;
  const { answer, whole, receivedAt } = reception;
  const isMerged = whole !== answer;
  const storing = await store(asking, reception);
  const isShared = storing.kind === 'stored' && storing.fresh;
  if (!isShared && lease !== undefined) await pass(asked, lease, 'unshared');
  const status: CacheStatus = {
    kind: 'forwarded',
    fwd,
    ...((isMerged || stored !== undefined) && { fwdStatus: answer.status }),
    stored: storing.kind === 'stored',
    collapsed,
  };
  // Who was not sent the client's own conditions must not be passed on as if it were.
  const adapted = isMerged || stored !== undefined || lease !== undefined;
  const said = adapted ? answerFrom(asked.request, { ...whole, receivedAt }) : whole;
  const sent = forwarded({ ...answer, ...said }, status);
  return storing.kind === 'unavailable' ? withFailure(sent, storing.reason) : sent;
}

type Storing =
  | { readonly kind: 'stored' /** Without being asked about. */; readonly fresh: boolean }
  | { readonly kind: 'passed' }
  | Unavailable;

async function store(
  { asked, stored, place }: Asking,
  { answer, whole, requestedAt, receivedAt }: Reception,
): Promise<Storing> {
  const isMerged = whole !== answer;
  if (asked.request.method === 'HEAD' && !isMerged) {
    // The stored GET is no longer what is there (RFC 9111 section 4.3.5).
    const isOver = stored !== undefined && answer.status === 200 && freshened(stored, answer) === undefined;
    if (isOver) await drop(asked, uriDrop(asked.uri, Date.now()));
    return { kind: 'passed' };
  }
  if (asked.directives.noStore) return { kind: 'passed' };
  const { policy, credentials, request } = asked;
  const kept = decideStoring({ request, credentials, response: whole, policy, requestedAt, receivedAt });
  if (kept === undefined) return { kind: 'passed' };
  // Validated at each use, and the same as before: to write it again would change nothing.
  if (isMerged && !outlives(kept)) return { kind: 'passed' };
  const outcome = await keep(asked, kept, place);
  if (outcome.kind === 'unavailable') return outcome;
  if (outcome.kind !== 'written') return { kind: 'passed' };
  return { kind: 'stored', fresh: !kept.freshness.always && kept.freshness.lifetime > kept.initialAge };
}

const outlives = ({ freshness, initialAge }: StoredResponse): boolean =>
  !freshness.always &&
  freshness.lifetime + Math.max(freshness.staleWhileRevalidate, freshness.staleIfError) > initialAge;
