import { type AwsEnvironment, awsService, sendAws } from './aws-request.ts';

export interface LambdaEnvironment extends AwsEnvironment {
  readonly AWS_LAMBDA_FUNCTION_NAME?: string | undefined;
  readonly AWS_LAMBDA_FUNCTION_VERSION?: string | undefined;
  readonly AWS_ENDPOINT_URL_LAMBDA?: string | undefined;
}

/** Resolves to whether Lambda took the event. */
export type InvokeSelf = (event: object) => Promise<boolean>;

/** Milliseconds, the first connection's handshake included. */
const TIMEOUT = 500;

/** Lambda's limit for an asynchronous invocation is 1 MB (Lambda quotas); the queue's older one of 256 KB holds everywhere. */
const EVENT_LIMIT = 256 * 1024;

/**
 * Invokes this very version of this function asynchronously (`InvocationType: Event`): what an instance has yet to do when
 * it has answered, it cannot do itself, for Lambda freezes it. `undefined` outside Lambda.
 */
export function invokeSelf(environment: LambdaEnvironment): InvokeSelf | undefined {
  const { AWS_LAMBDA_FUNCTION_NAME: name, AWS_LAMBDA_FUNCTION_VERSION: version = '$LATEST' } = environment;
  if (name === undefined || environment.AWS_REGION === undefined) return undefined;
  const service = awsService('lambda', environment, environment.AWS_ENDPOINT_URL_LAMBDA);
  const path = `/2015-03-31/functions/${encodeURIComponent(name)}/invocations?Qualifier=${encodeURIComponent(version)}`;
  return async (event) => {
    const body = JSON.stringify(event);
    if (Buffer.byteLength(body) > EVENT_LIMIT) return false;
    const headers = { 'Content-Type': 'application/json', 'X-Amz-Invocation-Type': 'Event' };
    const outcome = await sendAws(service, { path, headers, body, timeout: TIMEOUT, answerLimit: 65_536 });
    return outcome.kind === 'answered' && outcome.status === 202;
  };
}
