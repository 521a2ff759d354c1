import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * The role with which API Gateway invokes the functions, whichever version a Deployment names.
 *
 * Not `AWS::Lambda::Permission`: a permission belongs to one version, and the next deploy takes it from a version that
 * is still being served (decision 4).
 */
export function invokeRole(scope: Construct, id: string, functionArns: readonly string[]): CfnRole {
  return new CfnRole(scope, id, {
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    policies: [
      {
        policyName: 'invoke',
        policyDocument: {
          Version: '2012-10-17',
          // Also what InvokeWithResponseStream asks for (Lambda API reference).
          Statement: [
            { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: functionArns.map((arn) => `${arn}:*`) },
          ],
        },
      },
    ],
  });
}
