import { BODY_LIMIT } from '../adapters/proxy-result.ts';
import { readBody } from '../adapters/read-body.ts';
import type { GatewayProblem } from '../core/proxy/problem-response.ts';
import { type Answer, problemAnswer } from './answer.ts';
import { BROKEN, LATE } from './forward.ts';

export const TOO_LARGE: GatewayProblem = {
  status: 502,
  detail: 'the response is larger than the 6 MB of a buffered answer: set `stream: true` for this operation',
};

/** An answer with its whole body, or the problem that kept it from being whole. */
export async function bufferAnswer({ body, ...answer }: Answer): Promise<Answer<Uint8Array>> {
  if (body instanceof Uint8Array) return { ...answer, body };
  const read = await readBody(body, BODY_LIMIT);
  switch (read.kind) {
    case 'complete':
      return { ...answer, body: read.body };
    case 'too-large':
      return problemAnswer(TOO_LARGE, { ...answer.record, reason: 'too large' });
    case 'timeout':
      return problemAnswer(LATE, { ...answer.record, reason: 'timeout in the body' });
    case 'failed':
      return problemAnswer(BROKEN, { ...answer.record, reason: `${read.reason} in the body` });
    default:
      return read satisfies never;
  }
}
