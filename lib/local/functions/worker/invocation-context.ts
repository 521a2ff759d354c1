import type { EnvironmentSetup, InvokeMessage } from '../messages.ts';

/** The second argument of a handler, as Lambda's Node.js runtime makes it. */
export function invocationContext(setup: EnvironmentSetup, { requestId, arn }: InvokeMessage, began: number) {
  return {
    functionName: setup.functionName,
    functionVersion: versionOf(arn, setup.functionVersion),
    memoryLimitInMB: String(setup.memorySize),
    logGroupName: setup.logGroupName,
    logStreamName: setup.logStreamName,
    invokedFunctionArn: arn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => began + setup.timeout - Date.now(),
  };
}

/** `$LATEST` where no qualifier asks for a version; an alias leads to the one that is published. */
function versionOf(arn: string, published: string): string {
  const qualifier = arn.split(':')[7] ?? '$LATEST';
  return /^(?:\$LATEST|\d+)$/.test(qualifier) ? qualifier : published;
}
