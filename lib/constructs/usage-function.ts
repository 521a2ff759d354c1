import type { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { Aws, type RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { lambdaCode } from './lambda-code.ts';
import { LambdaFunction } from './lambda-function.ts';

export interface UsageFunctionProps {
  readonly state: CfnTable;
  /** Days. */
  readonly logRetention: number;
  readonly removalPolicy: RemovalPolicy;
}

/** Tells callers what their API key may do and has done. */
export class UsageFunction extends LambdaFunction {
  /** Lets it read these plans and their use, and no others. Apart from its role: plans need the stage, which needs it. */
  readPlans(ids: readonly string[]): void {
    const root = `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}::/usageplans`;
    const Resource = ids.flatMap((id) => [`${root}/${id}`, `${root}/${id}/usage`]);
    new CfnPolicy(this, 'ReadsPlans', {
      roles: [this.role.ref],
      policyName: 'reads-plans',
      policyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'apigateway:GET', Resource }] },
    });
  }
}

export function usageFunction(scope: Construct, id: string, props: UsageFunctionProps): UsageFunction {
  const { state, logRetention, removalPolicy } = props;
  return new UsageFunction(scope, id, {
    code: lambdaCode(scope, 'usage', {}),
    description: 'Tells callers of their API key',
    handler: 'index.handler',
    memorySize: 256,
    // A row of the table and two calls of 5 s.
    timeout: 15,
    environment: { STATE_TABLE: state.ref },
    grants: [{ table: state, actions: ['dynamodb:GetItem'] }],
    logRetention,
    removalPolicy,
  });
}
