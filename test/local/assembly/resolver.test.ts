import { describe, expect, it } from '@jest/globals';
import { parseTemplate } from '../../../lib/local/assembly/parse-template.ts';
import { createResolver } from '../../../lib/local/assembly/resolver.ts';
import type { Stack } from '../../../lib/local/assembly/stack.ts';
import type { JsonObject } from '../../../lib/local/json-values.ts';

function stackOf(name: string, template: JsonObject): Stack {
  return {
    name,
    accountId: '000000000000',
    region: 'us-east-1',
    template: parseTemplate(template),
    assets: new Map(),
    nested: new Map(),
  };
}

const template = {
  Parameters: {
    Stage: { Type: 'String', Default: 'prod' },
    Zones: { Type: 'CommaDelimitedList', Default: 'a, b' },
    Required: { Type: 'String' },
    Kept: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/x' },
  },
  Mappings: { Runtimes: { 'us-east-1': { node: 'nodejs24.x' } } },
  Conditions: {
    Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    NotProd: { 'Fn::Not': [{ Condition: 'Prod' }] },
    Either: { 'Fn::Or': [{ Condition: 'NotProd' }, { 'Fn::Equals': [true, 'true'] }] },
    Both: { 'Fn::And': [{ Condition: 'Prod' }, { Condition: 'NotProd' }] },
  },
  Resources: {
    Named: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'router' } },
    Fn: { Type: 'AWS::Lambda::Function', Properties: {} },
    Other: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Fn' } } },
    Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Named' } } },
    Alias: {
      Type: 'AWS::Lambda::Alias',
      Properties: { FunctionName: { 'Fn::GetAtt': ['Named', 'Arn'] }, Name: 'live' },
    },
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: {} },
    Stg: { Type: 'AWS::ApiGateway::Stage', Properties: { StageName: { Ref: 'Stage' } } },
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'cache' } },
    Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'invoker' } },
    Distribution: { Type: 'AWS::CloudFront::Distribution', Properties: {} },
    Custom: { Type: 'Custom::Thing', Properties: {} },
  },
};
const other = stackOf('Other', {
  Outputs: { Out: { Value: { Ref: 'AWS::StackName' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}:Out' } } } },
});
const stack = stackOf('Main', template);
const resolver = createResolver([stack, other], stack, 'resource X');

describe('createResolver', () => {
  const cases: readonly (readonly [expression: unknown, value: unknown])[] = [
    ['text', 'text'],
    [{ Ref: 'AWS::AccountId' }, '000000000000'],
    [{ Ref: 'AWS::Region' }, 'us-east-1'],
    [{ Ref: 'AWS::Partition' }, 'aws'],
    [{ Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
    [{ a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
    [{ Ref: 'Stage' }, 'prod'],
    [{ Ref: 'Zones' }, ['a', 'b']],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Stage' }]] }, 'a-prod'],
    [{ 'Fn::Join': [',', { Ref: 'Zones' }] }, 'a,b'],
    [
      { 'Fn::Sub': '${Stage}/${AWS::Region}/${!Stage}/${Named.Arn}' },
      'prod/us-east-1/${Stage}/arn:aws:lambda:us-east-1:000000000000:function:router',
    ],
    [{ 'Fn::Sub': ['${Own}-${Stage}', { Own: { Ref: 'Table' } }] }, 'cache-prod'],
    [{ 'Fn::Select': ['1', { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    [{ 'Fn::If': ['Prod', 1, 2] }, 1],
    [{ 'Fn::If': ['NotProd', 1, { Ref: 'AWS::NoValue' }] }, undefined],
    [{ 'Fn::If': ['Either', 1, 2] }, 1],
    [{ 'Fn::If': ['Both', 1, 2] }, 2],
    [{ 'Fn::FindInMap': ['Runtimes', { Ref: 'AWS::Region' }, 'node'] }, 'nodejs24.x'],
    [{ 'Fn::FindInMap': ['Runtimes', 'eu-west-1', 'node', { DefaultValue: 'nodejs22.x' }] }, 'nodejs22.x'],
    [{ 'Fn::Base64': 'hello' }, 'aGVsbG8='],
    [{ 'Fn::ToJsonString': { a: { Ref: 'Stage' } } }, '{"a":"prod"}'],
    [{ 'Fn::Length': { Ref: 'Zones' } }, 2],
    [{ 'Fn::ImportValue': 'Other:Out' }, 'Other'],
    [{ 'Fn::GetStackOutput': { StackName: 'Other', OutputName: 'Out' } }, 'Other'],
    [{ Ref: 'Named' }, 'router'],
    [{ Ref: 'Version' }, 'arn:aws:lambda:us-east-1:000000000000:function:router:1'],
    [{ 'Fn::GetAtt': ['Version', 'Version'] }, '1'],
    [{ Ref: 'Alias' }, 'arn:aws:lambda:us-east-1:000000000000:function:router:live'],
    [{ Ref: 'Stg' }, 'prod'],
    [{ 'Fn::GetAtt': 'Table.Arn' }, 'arn:aws:dynamodb:us-east-1:000000000000:table/cache'],
    [{ 'Fn::GetAtt': ['Role', 'Arn'] }, 'arn:aws:iam::000000000000:role/invoker'],
  ];
  it.each(cases)('resolves %j', (expression, value) => {
    expect(resolver.resolve(expression)).toEqual(value);
  });

  it('makes API ids of ten characters that stay the same', () => {
    const id = resolver.resolve({ Ref: 'Api' });
    expect(id).toMatch(/^[a-z0-9]{10}$/);
    expect(createResolver([stack], stack, 'again').resolve({ Ref: 'Api' })).toBe(id);
  });

  it('makes another API id for a stack of the same name in another region', () => {
    const abroad = { ...stack, region: 'eu-west-1' };
    expect(createResolver([abroad], abroad, 'X').resolve({ Ref: 'Api' })).not.toBe(resolver.resolve({ Ref: 'Api' }));
  });

  it('makes names of stack, logical id and hash where none is given', () => {
    expect(resolver.resolve({ Ref: 'Fn' })).toMatch(/^Main-Fn-[a-z0-9]{12}$/);
  });

  const refused: readonly (readonly [expression: unknown, message: string])[] = [
    [{ Ref: 'Nothing' }, 'the template has no resource or parameter Nothing'],
    [{ Ref: 'Required' }, 'parameter Required has no default'],
    [{ Ref: 'Kept' }, 'parameter Kept is kept in AWS'],
    [
      { 'Fn::GetAtt': ['Distribution', 'DomainName'] },
      'attribute DomainName of Distribution (AWS::CloudFront::Distribution) is known only in AWS',
    ],
    [{ 'Fn::GetAtt': ['Custom', 'Arn'] }, 'attribute Arn of Custom (Custom::Thing) is known only in AWS'],
    [{ 'Fn::GetAtt': ['Named', 'toString'] }, 'attribute toString of Named'],
    [{ 'Fn::Cidr': ['10.0.0.0/16', 1] }, 'the local runtime cannot evaluate Fn::Cidr'],
    [{ 'Fn::ImportValue': 'Nobody' }, 'no stack of the assembly exports Nobody'],
    [{ 'Fn::Select': [3, ['a']] }, 'Fn::Select takes item 3 of a list of 1'],
    ['{{resolve:secretsmanager:s}}', '{{resolve:secretsmanager:s}} is known only in AWS'],
  ];
  it.each(refused)('refuses %j', (expression, message) => {
    expect(() => resolver.resolve(expression)).toThrow(message);
  });
});
