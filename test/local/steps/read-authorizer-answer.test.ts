import { describe, expect, it } from '@jest/globals';
import { readAuthorizerAnswer } from '../../../lib/local/steps/read-authorizer-answer.ts';

const policyDocument = { Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }] };
const good = { principalId: 'user', policyDocument };

describe('readAuthorizerAnswer', () => {
  it('makes strings of the context', () => {
    expect(readAuthorizerAnswer({ ...good, context: { a: 'x', n: 3, b: false } })).toMatchObject({
      principalId: 'user',
      context: { a: 'x', n: '3', b: 'false' },
    });
  });

  it.each([
    ['no object', 'text'],
    ['an unknown key', { ...good, other: 1 }],
    ['no principalId', { policyDocument }],
    ['no policy', { principalId: 'user' }],
    ['no statement', { principalId: 'user', policyDocument: {} }],
    [
      'another effect',
      { principalId: 'user', policyDocument: { Statement: [{ Effect: 'Maybe', Action: '*', Resource: '*' }] } },
    ],
    [
      'a statement without a resource',
      { principalId: 'user', policyDocument: { Statement: [{ Effect: 'Allow', Action: '*' }] } },
    ],
    ['an object in the context', { ...good, context: { a: {} } }],
    ['null in the context', { ...good, context: { a: null } }],
  ])('refuses %s', (_, payload) => {
    expect(typeof readAuthorizerAnswer(payload)).toBe('string');
  });
});
