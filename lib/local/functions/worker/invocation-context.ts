import type { EnvironmentSetup, InvokeMessage } from '../messages.ts';

/** The second argument of a handler, as Lambda's Node.js runtime makes it. */
export function invocationContext(setup: EnvironmentSetup, { requestId, arn }: InvokeMessage, began: number) {
  return {
    functionName: setup.functionName,
    functionVersion: setup.functionVersion,
    memoryLimitInMB: String(setup.memorySize),
    logGroupName: setup.logGroupName,
    logStreamName: setup.logStreamName,
    invokedFunctionArn: arn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => began + setup.timeout - Date.now(),
  };
}
