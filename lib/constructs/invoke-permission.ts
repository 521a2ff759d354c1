import type { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Aws, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './lambda-function.ts';

export interface InvokePermissionProps {
  readonly invoked: LambdaFunction;
  readonly restApi: CfnRestApi;
  /** What of the API invokes it: `STAGE/*` for requests, `authorizers/*` for authorizers, whose ids only the importer knows. */
  readonly by: `${string}/*`;
}

/**
 * Lets one API invoke one version, and nobody else: its own resource for each version, kept as the version is, so that
 * what an earlier Deployment names stays invokable (decision 4).
 *
 * Not a role: API Gateway tells IAM neither the API nor the account when it takes one on, so that no condition could name
 * them.
 */
export function invokePermission(scope: Construct, id: string, props: InvokePermissionProps): CfnPermission {
  const { invoked, restApi, by } = props;
  const resource = new CfnPermission(scope, id, {
    // Also what InvokeWithResponseStream asks for (Lambda API reference).
    action: 'lambda:InvokeFunction',
    functionName: invoked.version.ref,
    principal: 'apigateway.amazonaws.com',
    sourceArn: `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${restApi.ref}/${by}`,
  });
  const stack = Stack.of(scope);
  const base = stack.resolve(resource.logicalId);
  const versionId = () => stack.resolve(invoked.version.logicalId);
  resource.overrideLogicalId(Lazy.uncachedString({ produce: () => `${base}${versionId().slice(-16)}` }));
  resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  return resource;
}
