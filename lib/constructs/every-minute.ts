import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './lambda-function.ts';

/** Runs a function every minute, EventBridge's shortest rate. Not a version of it: what it does belongs to no Deployment. */
export function everyMinute(
  scope: Construct,
  id: string,
  { arn }: Pick<LambdaFunction, 'arn'>,
  description: string,
): CfnRule {
  const rule = new CfnRule(scope, id, {
    description,
    scheduleExpression: 'rate(1 minute)',
    targets: [{ id: 'Function', arn, retryPolicy: { maximumRetryAttempts: 0 } }],
  });
  new CfnPermission(scope, `${id}Permission`, {
    action: 'lambda:InvokeFunction',
    functionName: arn,
    principal: 'events.amazonaws.com',
    sourceArn: rule.attrArn,
  });
  return rule;
}
