import type { EnvironmentSetup, InvokeMessage } from '../messages.ts';

/** The second argument of a handler, as Lambda's Node.js runtime makes it. */
export function invocationContext(setup: EnvironmentSetup, { requestId, arn, deadline }: InvokeMessage) {
  return {
    functionName: setup.functionName,
    functionVersion: setup.functionVersion,
    memoryLimitInMB: String(setup.memorySize),
    logGroupName: setup.logGroupName,
    logStreamName: setup.logStreamName,
    invokedFunctionArn: arn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}
