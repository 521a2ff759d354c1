import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { Stack } from 'aws-cdk-lib/core';
import { aModel, anOperation } from '../support/api-models.ts';
import { gatewayTemplates, resourcesOf } from '../support/gateway-template.ts';

const templateOf = gatewayTemplates();
const model = aModel([
  anOperation({ path: '/pets', security: { apiKey: false, requirements: [[{ scheme: 'session', scopes: [] }]] } }),
  anOperation({ path: '/events', stream: true }),
]);
const template = templateOf({ model });

function versionsAfter(change: (one: CfnFunction) => void): readonly string[] {
  const changed = templateOf({ model }, (stack: Stack) => {
    for (const one of stack.node.findAll()) if (CfnFunction.isCfnFunction(one)) change(one);
  });
  return Object.keys(resourcesOf(changed, 'AWS::Lambda::Version'));
}

describe('LambdaFunction', () => {
  it('runs Node 24 on arm64 and is traced', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
    });
  });

  it('may write to its own log group, send traces, and use the table actions it was granted', () => {
    const roles = resourcesOf(template, 'AWS::IAM::Role');
    const statements = (name: string) => {
      const [, role] = Object.entries(roles).find(([id]) => id.startsWith(`Gateway${name}Role`)) ?? [];
      return JSON.parse(JSON.stringify(role?.Properties.Policies))[0].PolicyDocument.Statement;
    };
    const own = (name: string) => [
      {
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Effect: 'Allow',
        Resource: { 'Fn::GetAtt': [expect.stringMatching(`^Gateway${name}Logs`), 'Arn'] },
      },
      { Action: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], Effect: 'Allow', Resource: '*' },
    ];
    expect(statements('Authorizer')).toEqual([
      ...own('Authorizer'),
      {
        Action: ['dynamodb:BatchGetItem', 'dynamodb:GetItem'],
        Effect: 'Allow',
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^GatewayTablesState/), 'Arn'] },
      },
    ]);
    expect(statements('Router')).toEqual([
      ...own('Router'),
      {
        Action: ['dynamodb:BatchGetItem', 'dynamodb:BatchWriteItem', 'dynamodb:GetItem', 'dynamodb:PutItem'],
        Effect: 'Allow',
        Resource: { 'Fn::GetAtt': [expect.stringMatching('^GatewayTablesCache'), 'Arn'] },
      },
      {
        Action: ['dynamodb:BatchGetItem', 'dynamodb:PutItem'],
        Effect: 'Allow',
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^GatewayTablesState/), 'Arn'] },
        // Neither credentials nor keys: what proxies could let anybody in.
        Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['ejections#*', 'health#*'] } },
      },
    ]);
  });

  it('may invoke itself where something is cached, by a policy that needs the function, which does not need it', () => {
    const [pets] = model.operations;
    if (pets?.handling.kind !== 'proxy') throw new Error('the first operation is a proxy');
    const handling = { ...pets.handling, cache: {} };
    const cached = templateOf({ model: { ...model, operations: [{ ...pets, handling }] } });
    cached.resourceCountIs('AWS::IAM::Policy', 1);
    cached.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('^GatewayRouterRole') }],
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction' }] },
    });
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });

  it('logs to a group of its own that is kept', () => {
    const functions = Object.values(resourcesOf(template, 'AWS::Lambda::Function'));
    const groups = functions.map(({ Properties }) => JSON.stringify(Properties.LoggingConfig));
    expect(new Set(groups).size).toBe(3);
    const kept = Object.keys(template.findResources('AWS::Logs::LogGroup', { DeletionPolicy: 'RetainExceptOnCreate' }));
    expect(kept.map((id) => JSON.stringify({ Ref: id }))).toEqual(
      expect.arrayContaining(groups.map((group) => JSON.stringify(JSON.parse(group).LogGroup))),
    );
  });

  it('keeps a version that is not the current one', () => {
    template.allResources('AWS::Lambda::Version', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it('publishes a version of each change that makes one', () => {
    const before = Object.keys(resourcesOf(template, 'AWS::Lambda::Version'));
    const after = versionsAfter((one) => {
      one.timeout = 3;
    });
    expect(after).toHaveLength(3);
    expect(after.filter((id) => before.includes(id))).toEqual([]);
  });

  it('publishes no version of a change that makes none', () => {
    const before = Object.keys(resourcesOf(template, 'AWS::Lambda::Version'));
    const after = versionsAfter((one) => {
      one.reservedConcurrentExecutions = 10;
    });
    expect(after).toEqual(before);
  });
});
