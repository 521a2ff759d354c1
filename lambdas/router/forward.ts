import { type ExchangeOutcome, type ExchangeRequest, exchange } from '../adapters/http-exchange.ts';
import { observeOutcome } from '../core/balancing/observe-outcome.ts';
import { pickTarget } from '../core/balancing/pick-target.ts';
import { readLoad } from '../core/balancing/read-load.ts';
import { responseFields } from '../core/proxy/response-fields.ts';
import { type Answer, problemAnswer } from './answer.ts';
import type { Backend } from './backends.ts';

export type TargetRequest = Pick<ExchangeRequest, 'method' | 'path' | 'headers' | 'body'>;

/**
 * Sends a request to targets of a backend until one gets it. It is sent again only where the target before provably
 * got nothing of it, whatever the method. `deadline` is in milliseconds since the epoch.
 */
export async function forward(backend: Backend, request: TargetRequest, deadline: number): Promise<Answer> {
  const tried: number[] = [];
  for (;;) {
    const pick = pickTarget(backend.config, backend.state, { now: Date.now(), random: Math.random, tried });
    const origin = pick && backend.origins[pick.index];
    if (pick === undefined || origin === undefined) return unreachable(tried.length);
    const started = Date.now();
    if (started >= deadline) return problemAnswer(LATE, { tries: tried.length, reason: 'timeout' });
    tried.push(pick.index);
    const outcome = await exchange({ ...request, origin, timeout: deadline - started });
    backend.state = observe({ ...backend, state: pick.state }, pick.index, outcome, { started, deadline });
    const record = { target: `${pick.index} ${origin.authority}`, tries: tried.length };
    switch (outcome.kind) {
      case 'answered': {
        const { status, body } = outcome;
        return { status, headers: responseFields(outcome.headers), body, origin: 'target', record };
      }
      case 'unsent':
        continue;
      case 'failed':
        return problemAnswer(BROKEN, { ...record, reason: outcome.reason });
      case 'timeout':
        return problemAnswer(LATE, { ...record, reason: 'timeout' });
      default:
        return outcome satisfies never;
    }
  }
}

export const BROKEN = { status: 502, detail: 'the target gave no valid answer' } as const;
export const LATE = { status: 504, detail: 'the target did not answer in time' } as const;

const unreachable = (tries: number): Answer =>
  problemAnswer({ status: 502, detail: 'no target could be reached' }, { tries, reason: 'unreachable' });

function observe(
  { state }: Backend,
  index: number,
  outcome: ExchangeOutcome,
  { started, deadline }: { readonly started: number; readonly deadline: number },
) {
  const now = Date.now();
  if (outcome.kind === 'unsent') return observeOutcome(state, index, { kind: 'unreachable' }, now);
  // A target that breaks off at once must not look fast.
  if (outcome.kind !== 'answered')
    return observeOutcome(state, index, { kind: 'failed', latency: deadline - started }, now);
  const { status, headers } = outcome;
  return observeOutcome(
    state,
    index,
    { kind: 'answered', latency: now - started, status, load: readLoad(headers) },
    now,
  );
}
