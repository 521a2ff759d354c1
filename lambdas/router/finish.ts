import { fieldValues } from '../core/fields/field-values.ts';
import type { GatewayProblem } from '../core/proxy/problem-response.ts';
import { responseFields } from '../core/proxy/response-fields.ts';
import { outcomeFlag } from '../core/telemetry/outcome-flag.ts';
import { type Answer, type AnswerBody, type AnswerRecord, type AttemptRecord, problemAnswer } from './answer.ts';
import type { Attempt } from './attempt.ts';
import type { Backend } from './backends.ts';
import type { Forwarding } from './forward.ts';
import { observeFailure } from './observe-try.ts';
import { noteLatency, refundFor } from './pace.ts';
import type { TryOutcome } from './try-target.ts';

const BROKEN: GatewayProblem = { status: 502, detail: 'the target gave no valid answer' };
const LATE: GatewayProblem = { status: 504, detail: 'the target did not answer in time' };
const UNREACHABLE: GatewayProblem = { status: 502, detail: 'no target could be reached' };
export const TOO_LARGE: GatewayProblem = {
  status: 502,
  detail: 'the response is larger than the 6 MB of a buffered answer: set `stream: true` for this operation',
};

/** The answer by one of the attempts. Those that still run are ended, and late ones count against their targets. */
export function finish<Body extends AnswerBody>(
  forwarding: Forwarding<Body>,
  attempts: readonly Attempt<Body>[],
  index: number,
): Answer<Body | Uint8Array> {
  const { backend, operation, handling } = forwarding;
  const chosen = attempts[index];
  if (chosen?.settled === undefined) throw new Error(`attempt ${index} has no outcome yet`);
  if (attempts.length > 1) endOthers(forwarding, attempts, chosen);
  if (chosen.result === 'answered') {
    refundFor(backend, attempts);
    noteLatency(backend, operation, chosen.settled.at - chosen.startedAt, handling.hedge);
  }
  const { outcome } = chosen.settled;
  const answer = answerOf(outcome, recordOf(forwarding, attempts, chosen, outcome));
  return forwarding.request.method === 'HEAD' ? withWholeLength(answer, outcome) : answer;
}

function endOthers<Body extends AnswerBody>(
  { backend }: Forwarding<Body>,
  attempts: readonly Attempt<Body>[],
  chosen: Attempt<Body>,
): void {
  for (const [place, attempt] of attempts.entries()) {
    if (attempt === chosen) continue;
    if (isLate(attempts, place) && attempt.target !== chosen.target)
      observeFailure(backend, attempt, Date.now() - attempt.startedAt);
    attempt.abandon();
  }
}

const isLate = (attempts: readonly Attempt<AnswerBody>[], place: number): boolean =>
  attempts[place]?.result === 'running' && attempts[place + 1]?.as === 'late';

function answerOf<Body extends AnswerBody>(outcome: TryOutcome<Body>, record: AnswerRecord): Answer<Body | Uint8Array> {
  switch (outcome.kind) {
    case 'answered': {
      const { status, headers, body } = outcome;
      return { status, headers: responseFields(headers), body, origin: 'target', record };
    }
    case 'unsent':
      return problemAnswer(UNREACHABLE, { ...record, reason: outcome.reason });
    case 'failed':
      return problemAnswer(BROKEN, { ...record, reason: outcome.reason });
    case 'timeout':
      return problemAnswer(LATE, { ...record, reason: 'timeout' });
    case 'too-large':
      return problemAnswer(TOO_LARGE, { ...record, reason: 'too large' });
    default:
      return outcome satisfies never;
  }
}

/** The field itself goes: it is API Gateway's to say. */
function withWholeLength<Body extends AnswerBody>(answer: Answer<Body>, outcome: TryOutcome<AnswerBody>): Answer<Body> {
  const [length] = outcome.kind === 'answered' ? fieldValues(outcome.headers, 'content-length') : [];
  return length === undefined ? answer : { ...answer, wholeLength: Number(length) };
}

function recordOf<Body extends AnswerBody>(
  { backend, trace }: Forwarding<Body>,
  attempts: readonly Attempt<Body>[],
  chosen: Attempt<Body>,
  outcome: TryOutcome<Body>,
): AnswerRecord {
  const record = { trace, target: nameOf(backend, chosen), tries: attempts.length };
  const answered = outcome.kind === 'answered';
  const told = answered ? { ...record, targetMs: outcome.respondedAt - chosen.startedAt } : record;
  if (attempts.length === 1) return answered ? told : { ...told, flags: outcomeFlag(outcome) };
  const flags = [answered ? '' : outcomeFlag(outcome), chosen.result === 'answered' ? '' : 'URX'].filter(Boolean);
  return {
    ...told,
    attempts: attempts.map((attempt, place) => ({
      as: attempt.as,
      target: nameOf(backend, attempt),
      ...resultOf(attempt, isLate(attempts, place)),
      ...(attempt === chosen && { passedOn: true }),
    })),
    ...(flags.length > 0 && { flags: flags.join(',') }),
  };
}

/** Index, host, and the source of one that was looked up: its last word is what it is measured as. */
function nameOf({ origins, config }: Backend, { target }: Attempt<AnswerBody>): string {
  const group = config.targets[target]?.group;
  return `${target} ${origins[target]?.authority}${group === undefined ? '' : ` ${group}`}`;
}

function resultOf({ startedAt, settled }: Attempt<AnswerBody>, late: boolean): Pick<AttemptRecord, 'result' | 'ms'> {
  if (settled === undefined) return { result: late ? 'late' : 'ended', ms: Date.now() - startedAt };
  const { outcome, at } = settled;
  return { result: outcome.kind === 'answered' ? outcome.status : outcomeFlag(outcome), ms: at - startedAt };
}
