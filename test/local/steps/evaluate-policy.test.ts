import { describe, expect, it } from '@jest/globals';
import { evaluatePolicy } from '../../../lib/local/steps/evaluate-policy.ts';
import { readAuthorizerAnswer } from '../../../lib/local/steps/read-authorizer-answer.ts';

const ARN = 'arn:aws:execute-api:us-east-1:000000000000:abcde12345/prod/GET/pets/1';
const allow = (Resource: unknown, rest = {}) => ({ Effect: 'Allow', Action: 'execute-api:Invoke', Resource, ...rest });
const deny = (Resource: unknown, rest = {}) => ({ ...allow(Resource, rest), Effect: 'Deny' });

function decide(...Statement: unknown[]) {
  const answer = readAuthorizerAnswer({ principalId: 'user', policyDocument: { Version: '2012-10-17', Statement } });
  if (typeof answer === 'string') throw new Error(answer);
  return evaluatePolicy(answer.statements, ARN, () => ({ 'aws:sourceip': '10.1.2.3', 'aws:referer': undefined }));
}

describe('evaluatePolicy', () => {
  it.each<[statements: unknown[], decision: string]>([
    [[allow(ARN)], 'allow'],
    [[allow('*')], 'allow'],
    [[allow('arn:aws:execute-api:*:*:abcde12345/prod/*')], 'allow'],
    [[allow('arn:aws:execute-api:us-east-1:000000000000:abcde12345/*/GET/pets/?')], 'allow'],
    [[allow('arn:aws:execute-api:us-east-1:000000000000:abcde12345/prod/POST/*')], 'implicit-deny'],
    [[allow('arn:aws:execute-api:us-east-1:000000000000:abcde12345/prod/GET/pets')], 'implicit-deny'],
    [[allow(['x', ARN])], 'allow'],
    [[allow(ARN, { Action: 'execute-api:*' })], 'allow'],
    [[allow(ARN, { Action: '*' })], 'allow'],
    [[allow(ARN, { Action: 's3:GetObject' })], 'implicit-deny'],
    [[allow('*'), deny(ARN)], 'explicit-deny'],
    [[deny('*'), allow(ARN)], 'explicit-deny'],
    [[allow('*'), deny('other')], 'allow'],
    [[{ Effect: 'Allow', Action: 'execute-api:Invoke', NotResource: 'other' }], 'allow'],
    [[{ Effect: 'Allow', Action: 'execute-api:Invoke', NotResource: ARN }], 'implicit-deny'],
    [[{ Effect: 'Deny', NotAction: 's3:*', Resource: '*' }], 'explicit-deny'],
    [[allow('*', { Condition: { StringEquals: { 'aws:nonesuch': 'x' } } })], 'implicit-deny'],
    [[allow('*'), deny('*', { Condition: { StringEquals: { 'aws:nonesuch': 'x' } } })], 'explicit-deny'],
    [[allow('*', { Condition: { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '10.0.0.0/8'] } } })], 'allow'],
    [[allow('*', { Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } })], 'implicit-deny'],
    [[allow('*'), deny('*', { Condition: { NotIpAddress: { 'aws:SourceIp': '10.1.2.3' } } })], 'allow'],
    [[allow('*'), deny('*', { Condition: { NotIpAddress: { 'aws:SourceIp': '10.1.2.4' } } })], 'explicit-deny'],
    [[allow('*', { Condition: { StringLike: { 'aws:Referer': '*' } } })], 'implicit-deny'],
    [[allow('*', { Condition: { StringLikeIfExists: { 'aws:Referer': 'x*' } } })], 'allow'],
    [[allow('*', { Condition: { Null: { 'aws:Referer': 'true' } } })], 'allow'],
  ])('of %j says %s', (statements, decision) => {
    expect(decide(...statements)).toBe(decision);
  });
});
