import type { ExchangeRequest } from '../adapters/http-exchange.ts';
import type { HeaderField } from '../core/messages.ts';
import type { GatewayProblem } from '../core/proxy/problem-response.ts';
import { admits, observeAdmission } from '../core/resilience/admission.ts';
import { isIdempotent } from '../core/resilience/is-idempotent.ts';
import { nextStep } from '../core/resilience/next-step.ts';
import { retryPolicy } from '../core/resilience/retry-policy.ts';
import type { ProxyHandling } from '../core/router-config.ts';
import { type Answer, type AnswerBody, problemAnswer } from './answer.ts';
import { type Attempt, startAttempt } from './attempt.ts';
import type { Backend } from './backends.ts';
import { chooseTarget } from './choose-target.ts';
import { finish } from './finish.ts';
import { earnTries, hedgeDelay, patienceOf, payFor } from './pace.ts';
import type { Receive } from './try-target.ts';
import { wakeable } from './wakeable.ts';

export type TargetRequest = Pick<ExchangeRequest, 'method' | 'path' | 'headers' | 'body'>;

export interface Forwarding<Body extends AnswerBody> {
  readonly backend: Backend;
  /** Its id: how long its answers take is known by it. */
  readonly operation: string;
  readonly handling: Pick<ProxyHandling, 'timeout' | 'retries' | 'hedge'>;
  readonly request: TargetRequest;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly receive: Receive<Body>;
  /** W3C trace id, for the log. */
  readonly trace: string;
  /** What `consistent-hash` goes by. */
  readonly hashKey: string | undefined;
}

/** Sends a request to a backend, unless that is overloaded. */
export async function forward<Body extends AnswerBody>(
  forwarding: Forwarding<Body>,
): Promise<Answer<Body | Uint8Array>> {
  const { backend } = forwarding;
  const admitted = admits(backend.admission, Date.now(), Math.random);
  const answer = admitted ? await send(forwarding) : shed(forwarding);
  const accepted = answer.status !== 503 && answer.status !== 504;
  backend.admission = observeAdmission(backend.admission, accepted, Date.now());
  return answer;
}

const OVERLOADED: GatewayProblem = { status: 503, detail: 'the service is overloaded: try again later' };

/** In seconds: what admission knows fades by a tenth in it. */
const RETRY_AFTER: HeaderField = ['Retry-After', '1'];

function shed({ trace }: Forwarding<AnswerBody>): Answer<Uint8Array> {
  const answer = problemAnswer(OVERLOADED, { trace, tries: 0, flags: 'UO', reason: 'overloaded' });
  return { ...answer, headers: [...answer.headers, RETRY_AFTER] };
}

/** One try, or as many as `nextStep` allows and the targets make necessary. */
async function send<Body extends AnswerBody>(forwarding: Forwarding<Body>): Promise<Answer<Body | Uint8Array>> {
  const { backend, request } = forwarding;
  const situation = situationOf(forwarding);
  const attempting = { ...forwarding, request: { ...request, idempotent: situation.idempotent }, on: situation.on };
  const attempts: Attempt<Body>[] = [];
  const settled = wakeable();
  for (;;) {
    const now = Date.now();
    const { retries, hedges } = backend;
    throwBug(attempts);
    const step = nextStep(situation, { tries: attempts, now, retries, hedges });
    if (step.kind === 'finish') return finish(forwarding, attempts, step.index);
    if (step.kind === 'wait') await settled.wait();
    else if (step.at > now) await settled.wait(step.at - now);
    else {
      payFor(backend, step.as);
      const choosing = { hashKey: forwarding.hashKey, mayProbe: situation.idempotent, most: situation.attempts };
      const target = chooseTarget(backend, attempts, choosing);
      attempts.push(startAttempt(attempting, target, step.as, attempts.length, settled.wake));
    }
  }
}

/** Whatever still runs is ended: nobody waits for it. */
function throwBug(attempts: readonly Attempt<AnswerBody>[]): void {
  const failed = attempts.find(({ bug }) => bug !== undefined);
  if (failed === undefined) return;
  for (const attempt of attempts) attempt.abandon();
  throw failed.bug;
}

/** What does not change from try to try. */
function situationOf({ backend, operation, handling, request, deadline }: Forwarding<AnswerBody>) {
  earnTries(backend, handling.hedge);
  const targets = backend.origins.length;
  const measured = patienceOf(backend, operation);
  return {
    ...retryPolicy(handling.retries, { targets, timeout: handling.timeout, measured }),
    idempotent: isIdempotent(request.method),
    targets,
    deadline,
    hedgeAfter: hedgeDelay(backend, operation, handling.hedge),
  };
}
