import { type CacheStatus, cacheStatusField } from '../core/caching/cache-status.ts';
import { decideLookup, type LookupDecision } from '../core/caching/decide-lookup.ts';
import { decideReuse } from '../core/caching/decide-reuse.ts';
import { decideStoring } from '../core/caching/decide-storing.ts';
import type { PutOutcome, StoredResponse, StoredResponses } from '../core/caching/stored-responses.ts';
import type { RequestMessage } from '../core/messages.ts';
import type { CachePolicy } from '../core/router-config.ts';
import type { Answer } from './answer.ts';

export interface CachedServing {
  readonly store: StoredResponses;
  readonly key: string;
  readonly request: RequestMessage;
  readonly secured: boolean;
  readonly policy: CachePolicy;
  /** Asks a target. */
  readonly fetch: () => Promise<Answer<Uint8Array>>;
}

/** Answers from the store where that is right, else from a target. A store that fails is passed by. */
export async function serveCached(serving: CachedServing): Promise<Answer<Uint8Array>> {
  const decision = decideLookup(serving.request, serving.secured);
  if (decision.kind === 'bypass') return forwarded(await serving.fetch(), decision.fwd, false);
  const found = await lookUp(serving, decision);
  if (found.kind === 'hit') return found.answer;
  const answer = await serving.fetch();
  if (found.failure !== undefined) return noteFailure(forwarded(answer, found.fwd, false), found.failure);
  const outcome = await store(serving, answer);
  const sent = forwarded(answer, found.fwd, outcome?.kind === 'stored');
  return outcome?.kind === 'unavailable' ? noteFailure(sent, outcome.reason) : sent;
}

type Found =
  | { readonly kind: 'hit'; readonly answer: Answer<Uint8Array> }
  | {
      readonly kind: 'forward';
      readonly fwd: 'bypass' | 'request' | 'stale' | 'uri-miss';
      /** Of the store. */
      readonly failure?: string;
    };

const noteFailure = (answer: Answer<Uint8Array>, storeFailure: string): Answer<Uint8Array> => ({
  ...answer,
  record: { ...answer.record, storeFailure },
});

async function lookUp({ store, key, request }: CachedServing, decision: LookupDecision): Promise<Found> {
  if (decision.kind !== 'lookup') return { kind: 'forward', fwd: 'request' };
  const outcome = await store.get(key);
  if (outcome.kind === 'unavailable') return { kind: 'forward', fwd: 'bypass', failure: outcome.reason };
  if (outcome.kind === 'absent') return { kind: 'forward', fwd: 'uri-miss' };
  const reuse = decideReuse(outcome.response, decision.maxAge, Date.now());
  if (reuse.kind === 'stale') return { kind: 'forward', fwd: 'stale' };
  return { kind: 'hit', answer: hit(outcome.response, reuse, request.method) };
}

function hit(
  stored: StoredResponse,
  { age, ttl }: { readonly age: number; readonly ttl: number },
  method: string,
): Answer<Uint8Array> {
  const headers = stored.headers.filter(([name]) => name.toLowerCase() !== 'age');
  return {
    status: stored.status,
    headers: [...headers, ['Age', String(age)], cacheStatusField({ kind: 'hit', ttl })],
    body: method === 'HEAD' ? new Uint8Array() : stored.body,
    origin: 'cache',
    record: { cache: 'hit' },
  };
}

/** Waits for the table: after its answer a Lambda is frozen. `undefined` where nothing is to be stored. */
async function store(
  { store: responses, key, request, policy }: CachedServing,
  answer: Answer<Uint8Array>,
): Promise<PutOutcome | undefined> {
  if (answer.origin !== 'target') return undefined;
  const decision = decideStoring(request, answer, policy);
  if (decision.kind === 'pass') return undefined;
  const { status, headers, body } = answer;
  const receivedAt = Date.now();
  const { initialAge, lifetime } = decision;
  return responses.put(key, { status, headers, body, receivedAt, initialAge, freshUntil: receivedAt + lifetime });
}

/** RFC 9211 section 2: no `Cache-Status` on what the gateway says by itself. */
function forwarded(
  answer: Answer<Uint8Array>,
  fwd: (CacheStatus & { kind: 'forwarded' })['fwd'],
  stored: boolean,
): Answer<Uint8Array> {
  const record = { ...answer.record, cache: `fwd=${fwd}${stored ? '; stored' : ''}` };
  if (answer.origin !== 'target') return { ...answer, record };
  return { ...answer, headers: [...answer.headers, cacheStatusField({ kind: 'forwarded', fwd, stored })], record };
}
