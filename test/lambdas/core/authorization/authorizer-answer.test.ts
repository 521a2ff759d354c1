import { describe, expect, it } from '@jest/globals';
import { grantContext, refusalContext } from '../../../../lambdas/core/authorization/authorizer-answer.ts';
import type { Identity } from '../../../../lambdas/core/authorization/credential.ts';

const identity: Identity = {
  issuer: 'https://id.example.com',
  subject: 'me',
  scopes: ['read', 'write'],
  claims: { tenant: 'acme', roles: ['a', 'b'], secret: 's' },
};
const planKey = { value: 'the-value-of-a-key', id: 'k1', consumer: 'acme', plan: 'team' };
const nothing = { identity: undefined, planKey: undefined, expiresAt: undefined, claims: [] };

describe('grantContext', () => {
  it('says who calls, with the claims that the router needs and no others', () => {
    expect(grantContext({ ...nothing, identity, expiresAt: 5, claims: ['roles', 'tenant', 'constructor'] })).toEqual({
      subject: 'me',
      issuer: 'https://id.example.com',
      scopes: 'read write',
      claims: '{"roles":["a","b"],"tenant":"acme"}',
      expires: '5',
    });
  });

  it("names consumer and plan of a key, never the key's value", () => {
    const context = grantContext({ ...nothing, planKey });
    expect(context).toEqual({ consumer: 'acme', plan: 'team' });
    expect(JSON.stringify(context)).not.toContain(planKey.value);
  });

  it('hands on which content a signature covers, also that it is none', () => {
    expect(grantContext({ ...nothing, identity: { ...identity, contentDigest: '' } })).toMatchObject({
      contentDigest: '',
    });
  });

  it('says nothing of an identity that nobody proved', () => {
    expect(grantContext(nothing)).toEqual({});
  });
});

describe('refusalContext', () => {
  it('says the reason and the scopes that are missing', () => {
    expect(refusalContext('scope-missing', ['pets:read', 'pets:write'])).toEqual({
      reason: 'scope-missing',
      scope: 'pets:read pets:write',
    });
  });

  it('leaves out a scope that would break out of the quotes of a template', () => {
    expect(refusalContext('scope-missing', ['a","admin":"true', 'a b', ''])).toEqual({ reason: 'scope-missing' });
  });
});
