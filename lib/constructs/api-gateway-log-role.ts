import { CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/**
 * The role with which API Gateway writes the logs of every stage of this account and Region.
 *
 * Kept when the stack goes: other stacks' stages log through it, and the account's setting would name a role that is
 * no more.
 */
export class ApiGatewayLogRole extends Construct {
  readonly account: CfnAccount;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new CfnRole(this, 'Role', {
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      policies: [
        {
          policyName: 'logs',
          policyDocument: {
            Version: '2012-10-17',
            // What the managed policy AmazonAPIGatewayPushToCloudWatchLogs allows: API Gateway tries the role before it
            // accepts it. It serves the whole account, so no log group can be named.
            Statement: [
              {
                Effect: 'Allow',
                Action: [
                  'logs:CreateLogGroup',
                  'logs:CreateLogStream',
                  'logs:DescribeLogGroups',
                  'logs:DescribeLogStreams',
                  'logs:PutLogEvents',
                  'logs:GetLogEvents',
                  'logs:FilterLogEvents',
                ],
                Resource: '*',
              },
            ],
          },
        },
      ],
    });
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.account = new CfnAccount(this, 'Account', { cloudWatchRoleArn: role.attrArn });
    this.account.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
