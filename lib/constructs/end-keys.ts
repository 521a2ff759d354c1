import type { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { Fn, type RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { everyMinute } from './every-minute.ts';
import { lambdaCode } from './lambda-code.ts';
import { type AllowStatement, LambdaFunction } from './lambda-function.ts';

export interface EndKeysProps {
  readonly state: CfnTable;
  /** Days. */
  readonly logRetention: number;
  readonly removalPolicy: RemovalPolicy;
}

/** Disables API keys when their time is over: an expiry, or the end of a rotation's overlap. */
export function endKeys(scope: Construct, { state, logRetention, removalPolicy }: EndKeysProps): LambdaFunction {
  const actions = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'] as const;
  const keys = new LambdaFunction(scope, 'Keys', {
    code: lambdaCode(scope, 'keys', {}),
    description: 'Ends API keys whose time is over',
    handler: 'index.handler',
    memorySize: 256,
    // The next run begins after a minute.
    timeout: 58,
    environment: { STATE_TABLE: state.ref },
    grants: [{ table: state, actions }],
    // Not to read keys, which is to read their values. API Gateway issues the ids, so no key can be named here.
    statements: [allow('apigateway:GET', '/tags/*'), allow('apigateway:PATCH', '/apikeys/*')],
    logRetention,
    removalPolicy,
  });
  everyMinute(scope, 'KeysSchedule', keys, 'Ends API keys whose time is over');
  return keys;
}

const allow = (action: string, path: string): AllowStatement => ({
  Effect: 'Allow',
  Action: [action],
  Resource: [Fn.sub(`arn:\${AWS::Partition}:apigateway:\${AWS::Region}::${path}`)],
});
