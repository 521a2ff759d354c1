import { answerFrom } from '../../core/caching/answer-from.ts';
import { type CacheStatus, cacheStatus, cacheStatusField } from '../../core/caching/cache-status.ts';
import { currentAge, type StoredResponse } from '../../core/caching/stored-response.ts';
import type { Answer, AnswerBody, AnswerRecord } from '../answer.ts';
import type { Asked } from './asked.ts';

/** A stored response as the answer (RFC 9111 section 4): `Age` is how old it is. */
export function hit(
  { request }: Pick<Asked, 'request'>,
  stored: StoredResponse,
  ttl: number,
  detail?: 'stale-while-revalidate' | 'collapsed',
): Answer<Uint8Array> {
  return answerStored(request, stored, { kind: 'hit', ttl, ...(detail && { detail }) });
}

function answerStored(request: Asked['request'], stored: StoredResponse, status: CacheStatus): Answer<Uint8Array> {
  const age = Math.floor(currentAge(stored, Date.now()));
  const said = answerFrom(request, stored);
  const parameters = cacheStatus(status);
  return {
    status: said.status,
    headers: [...said.headers, ['Age', String(age)], cacheStatusField(parameters)],
    body: said.body,
    origin: 'cache',
    record: { cache: parameters, age },
  };
}

/** In the place of a target that failed: its part in the log is kept. One that answered was asked: that is no hit (RFC 9211 section 2.1). */
export function stale({ request }: Asked, stored: StoredResponse, failed: Answer<Uint8Array>): Answer<Uint8Array> {
  const detail = 'stale-if-error';
  const ttl = Math.floor(stored.freshness.lifetime - currentAge(stored, Date.now()));
  const status: CacheStatus =
    failed.origin === 'target'
      ? { kind: 'forwarded', fwd: 'stale', fwdStatus: failed.status, detail }
      : { kind: 'hit', ttl, detail };
  const answer = answerStored(request, stored, status);
  return { ...answer, record: { ...failed.record, ...answer.record } };
}

/** RFC 9211 section 2: no `Cache-Status` on what the gateway says by itself. */
export function forwarded<Body extends AnswerBody>(answer: Answer<Body>, status: CacheStatus): Answer<Body> {
  const parameters = cacheStatus(status);
  const record: AnswerRecord = { ...answer.record, cache: parameters };
  if (answer.origin !== 'target') return { ...answer, record };
  return { ...answer, headers: [...answer.headers, cacheStatusField(parameters)], record };
}

export const withFailure = <Body extends AnswerBody>(answer: Answer<Body>, storeFailure: string): Answer<Body> => ({
  ...answer,
  record: { ...answer.record, storeFailure },
});
