import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnRole, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Aws, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Tables and log groups of a gateway under a customer's own key, and what its functions need for that. */
export function encrypt(gateway: Construct, given: IKey | string): void {
  const key = typeof given === 'string' ? Key.fromKeyArn(gateway, 'EncryptionKey', given) : given;
  letLogsUse(key);
  for (const one of gateway.node.findAll()) {
    if (CfnLogGroup.isCfnLogGroup(one)) one.kmsKeyId = key.keyArn;
    if (CfnTable.isCfnTable(one))
      one.sseSpecification = { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: key.keyArn };
    if (CfnRole.isCfnRole(one) && usesTables(one))
      one.policies = [...(one.policies as readonly CfnRole.PolicyProperty[]), keyPolicy(key)]; // every role here is made with a list
  }
}

const usesTables = (role: CfnRole): boolean =>
  JSON.stringify(Stack.of(role).resolve(role.policies ?? [])).includes('"dynamodb:');

/** DynamoDB uses the key in the name of who calls it ("Encryption at rest", developer guide), and nothing else may here. */
function keyPolicy({ keyArn }: IKey): CfnRole.PolicyProperty {
  const Condition = { StringEquals: { 'kms:ViaService': `dynamodb.${Aws.REGION}.${Aws.URL_SUFFIX}` } };
  const Action = [
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
  ];
  const Statement = [{ Effect: 'Allow', Action, Resource: keyArn, Condition }];
  return { policyName: 'key', policyDocument: { Version: '2012-10-17', Statement } };
}

/** Into the key's own policy, where this app holds it; whoever imports a key writes this there ("Encrypt log data", CloudWatch Logs). */
function letLogsUse(key: IKey): void {
  const logs = `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:*`;
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
      actions: [
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
      ],
      resources: ['*'],
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logs } },
    }),
  );
}
