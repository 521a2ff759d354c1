import { describe, expect, it } from '@jest/globals';
import { allowAnswer, denyAnswer } from '../../../../lambdas/core/authorization/authorizer-answer.ts';

const arn = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef/prod/GET/pets/1';
const identity = { issuer: 'https://id.example.com', subject: 'me', scopes: ['read', 'write'], claims: {} };

describe('allowAnswer', () => {
  it('allows this one request and says who is calling what', () => {
    expect(allowAnswer(arn, 'getPet', identity)).toEqual({
      principalId: 'me',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: arn }],
      },
      context: { operation: 'getPet', subject: 'me', scopes: 'read write', issuer: 'https://id.example.com' },
    });
  });

  it('tells the router the claim that it balances by', () => {
    expect(allowAnswer(arn, 'getPet', identity, { hashClaim: 'acme' }).context).toMatchObject({ hashClaim: 'acme' });
  });

  it('tells the router the claims by which it keeps responses apart', () => {
    const known = { claims: '{"tenant":"acme"}' };
    expect(allowAnswer(arn, 'getPet', identity, known).context).toMatchObject(known);
  });

  it('says nothing of an identity that nobody proved', () => {
    expect(allowAnswer(arn, 'getPet', undefined)).toMatchObject({
      principalId: 'anonymous',
      context: { operation: 'getPet' },
    });
  });

  it('stays within 512 characters of resource for a long path', () => {
    const long = `${arn}/${'x'.repeat(1000)}`;
    const [statement] = allowAnswer(long, 'getPet', identity).policyDocument.Statement;
    expect(statement.Resource).toBe(`${long.slice(0, 511)}*`);
  });
});

describe('denyAnswer', () => {
  it('denies this request and says why', () => {
    expect(denyAnswer(arn, 'getPet', 'scope-missing', identity)).toEqual({
      principalId: 'me',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Deny', Resource: arn }],
      },
      context: { operation: 'getPet', reason: 'scope-missing' },
    });
  });
});
