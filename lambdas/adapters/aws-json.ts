import { type AwsService, sendAws } from './aws-request.ts';

export interface AwsCall {
  /** `Service.Action`, as `X-Amz-Target` takes it. */
  readonly target: string;
  readonly input: object;
  /** Milliseconds, connection included. */
  readonly timeout: number;
  /** Bytes of the answer. */
  readonly answerLimit: number;
}

export type AwsReply =
  | { readonly kind: 'replied'; readonly reply: Readonly<Record<string, unknown>> }
  /** The name of the service's error or the code of the connection's: never a word of the answer itself. */
  | { readonly kind: 'failed'; readonly reason: string };

/** One call of AWS's JSON protocol 1.1. */
export async function callAwsJson(service: AwsService, call: AwsCall): Promise<AwsReply> {
  const { target, input, timeout, answerLimit } = call;
  const outcome = await sendAws(service, {
    path: '/',
    headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': target },
    body: JSON.stringify(input),
    timeout,
    answerLimit,
  });
  if (outcome.kind === 'unavailable') return { kind: 'failed', reason: outcome.reason };
  const reply = parse(outcome.body);
  if (outcome.status === 200 && reply !== undefined) return { kind: 'replied', reply };
  return { kind: 'failed', reason: errorType(reply?.__type) ?? `status ${outcome.status}` };
}

/** Only what looks like the name of an error. */
const errorType = (type: unknown): string | undefined =>
  typeof type === 'string' ? /([A-Za-z]{1,64})$/.exec(type)?.[1] : undefined;

function parse(body: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString());
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
