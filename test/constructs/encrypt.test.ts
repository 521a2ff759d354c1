import { describe, expect, it } from '@jest/globals';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { App, Stack } from 'aws-cdk-lib/core';
import { OpenApiGateway } from '../../lib/index.ts';
import { aModel, anOperation } from '../support/api-models.ts';
import { gatewayTemplates, resourcesOf } from '../support/gateway-template.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const outdir = temporaryFolder();
const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1-2';
const model = aModel([
  anOperation({ path: '/pets', security: { apiKey: false, requirements: [[{ scheme: 'session', scopes: [] }]] } }),
]);
const templateOf = gatewayTemplates();
const template = templateOf({ model, encryptionKey: ARN });

describe('encryptionKey', () => {
  it('encrypts every table and every log group', () => {
    template.allResourcesProperties('AWS::DynamoDB::Table', {
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: ARN },
    });
    template.allResourcesProperties('AWS::Logs::LogGroup', { KmsKeyId: ARN });
  });

  it('lets those who use a table use the key, through DynamoDB and by no wildcard, and nobody else', () => {
    const policies = Object.entries(resourcesOf(template, 'AWS::IAM::Role')).map(([id, { Properties }]) => [
      id.replace(/^Gateway(\w+)Role.*/, '$1'),
      JSON.stringify(Properties.Policies),
    ]);
    for (const [name, text = ''] of policies)
      expect([name, text.includes('kms:')]).toEqual([name, text.includes('dynamodb:')]);
    expect(JSON.stringify(policies)).not.toContain('kms:*');
    template.hasResourceProperties('AWS::IAM::Role', {
      Policies: Match.arrayWith([
        Match.objectLike({
          PolicyName: 'key',
          PolicyDocument: {
            Statement: [
              Match.objectLike({ Resource: ARN, Condition: { StringEquals: { 'kms:ViaService': Match.anyValue() } } }),
            ],
          },
        }),
      ]),
    });
  });

  it('tells a key of the same app that CloudWatch Logs may use it', () => {
    const stack = new Stack(new App({ outdir, builtinCloudFormationValidation: false }), 'Test');
    new OpenApiGateway(stack, 'Gateway', { model, encryptionKey: new Key(stack, 'Key') });
    const [key] = Object.values(resourcesOf(Template.fromStack(stack), 'AWS::KMS::Key'));
    expect(JSON.stringify(key?.Properties.KeyPolicy)).toMatch(/kms:EncryptionContext:aws:logs:arn.*"logs\."/);
  });

  it('is not there unless it is asked for', () => {
    expect(JSON.stringify(templateOf({ model }).toJSON())).not.toContain('kms:');
  });
});
