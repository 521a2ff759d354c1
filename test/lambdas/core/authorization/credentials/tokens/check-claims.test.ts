import { describe, expect, it } from '@jest/globals';
import { checkClaims } from '../../../../../../lambdas/core/authorization/credentials/tokens/check-claims.ts';

const now = 1_800_000_000_000;
const seconds = now / 1000;
const scheme = { issuer: 'https://id.example.com', audience: ['catalogue', 'planner'] };
const good = { iss: scheme.issuer, aud: 'catalogue', sub: 'me', scope: 'read', iat: seconds, exp: seconds + 3600 };
const without = (name: keyof typeof good) => ({ ...good, [name]: undefined });

describe('checkClaims', () => {
  it('gives the identity of an access token', () => {
    expect(checkClaims(good, scheme, now)).toEqual({
      kind: 'verified',
      identity: {
        issuer: 'https://id.example.com',
        subject: 'me',
        scopes: ['read'],
        claims: good,
        expiresAt: (seconds + 3600) * 1000,
      },
    });
  });

  it.each([
    ['a list of audiences with ours', { aud: ['other', 'planner'] }],
    ['an expiry 29 s ago', { iat: seconds - 60, exp: seconds - 29 }],
    ['a start 30 s ahead', { nbf: seconds + 30 }],
    ['an issue 30 s ahead', { iat: seconds + 30 }],
    ['fractions of seconds', { iat: seconds + 0.5, exp: seconds + 1.5 }],
    ['a lifetime of 24 h', { exp: seconds + 86_400 }],
    ['no time of issue', { iat: undefined }],
    ['the mark of a Cognito access token', { token_use: 'access' }],
    ['the mark of a Keycloak access token', { typ: 'Bearer' }],
    ['a nonce alone, which older Keycloaks copy', { nonce: 'n' }],
  ])('accepts %s', (_, claims) => {
    expect(checkClaims({ ...good, ...claims }, scheme, now).kind).toBe('verified');
  });

  it('does not look at the audience where the operator wrote null', () => {
    expect(checkClaims(without('aud'), { ...scheme, audience: null }, now).kind).toBe('verified');
  });

  it.each([
    ['no issuer', without('iss'), 'issuer-mismatch'],
    ['another issuer', { iss: 'https://id.example.com.evil' }, 'issuer-mismatch'],
    ['a slash more', { iss: 'https://id.example.com/' }, 'issuer-mismatch'],
    ['another case', { iss: 'https://ID.example.com' }, 'issuer-mismatch'],
    ['a list of issuers', { iss: ['https://id.example.com'] }, 'issuer-mismatch'],
    ['no audience', without('aud'), 'audience-mismatch'],
    ['another audience', { aud: 'billing' }, 'audience-mismatch'],
    ['an empty list of audiences', { aud: [] }, 'audience-mismatch'],
    ['an audience beside an object', { aud: ['catalogue', {}] }, 'audience-mismatch'],
    ['an audience in a nested list', { aud: [['catalogue']] }, 'audience-mismatch'],
    ['an audience as the name of a member', { aud: { catalogue: true } }, 'audience-mismatch'],
    ['no expiry', without('exp'), 'expiry-missing'],
    ['an endless expiry', { exp: JSON.parse('1e400') }, 'expiry-missing'],
    ['an expiry as text', { exp: String(seconds + 60) }, 'expiry-missing'],
    ['an expiry of null', { exp: null }, 'expiry-missing'],
    ['an expiry 30 s ago', { iat: seconds - 60, exp: seconds - 30 }, 'expired'],
    ['a negative expiry', { exp: -1 }, 'expired'],
    ['a start 31 s ahead', { nbf: seconds + 31 }, 'not-yet-valid'],
    ['a start as text', { nbf: '0' }, 'not-yet-valid'],
    ['an issue 31 s ahead', { iat: seconds + 31 }, 'not-yet-valid'],
    ['an issue of null', { iat: null }, 'not-yet-valid'],
    ['a lifetime over 24 h', { exp: seconds + 86_401 }, 'lifetime-too-long'],
    ['an expiry beyond 24 h without time of issue', { iat: undefined, exp: seconds + 86_401 }, 'lifetime-too-long'],
    ['no subject', without('sub'), 'subject-missing'],
    ['an empty subject', { sub: '' }, 'subject-missing'],
    ['a subject that is an object', { sub: { id: 'me' } }, 'subject-missing'],
    ['scopes that are a number', { scope: 1 }, 'scopes-malformed'],
    ['an ID token of the implicit flow', { nonce: 'n', at_hash: 'h' }, 'not-an-access-token'],
    ['an ID token of the hybrid flow', { c_hash: 'h' }, 'not-an-access-token'],
    ['an ID token of Cognito', { token_use: 'id' }, 'not-an-access-token'],
    ['an ID token of Keycloak', { typ: 'ID' }, 'not-an-access-token'],
    ['a logout token', { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }, 'not-an-access-token'],
    ['a token bound to a DPoP key', { cnf: { jkt: 'thumbprint' } }, 'sender-constrained'],
    ['a token bound to a certificate', { cnf: { 'x5t#S256': 'thumbprint' } }, 'sender-constrained'],
    ['a binding of null', { cnf: null }, 'sender-constrained'],
  ])('refuses %s', (_, claims, reason) => {
    expect(checkClaims({ ...good, ...claims }, scheme, now)).toEqual({ kind: 'refused', reason });
  });

  it.each([
    ['a wider skew', { clockSkew: 120 }, { exp: seconds - 119, iat: seconds - 200 }],
    ['no skew', { clockSkew: 0 }, { exp: seconds + 1 }],
    ['a longer lifetime', { maxLifetime: 604_800 }, { exp: seconds + 604_800 }],
    ['a claim of which one value is asked for', { claims: { tenant: ['a', 'b'] } }, { tenant: 'b' }],
    ['a claim that is a list', { claims: { tenant: ['a'] } }, { tenant: ['x', 'a'] }],
    ['a binding that will be checked', { bound: 'any' as const }, { cnf: { jkt: 'x' } }],
  ])('accepts by %s', (_, demands, claims) => {
    expect(checkClaims({ ...good, ...claims }, { ...scheme, ...demands }, now).kind).toBe('verified');
  });

  it.each([
    ['no skew', { clockSkew: 0 }, { exp: seconds }, 'expired'],
    ['a shorter lifetime', { maxLifetime: 60 }, { exp: seconds + 61 }, 'lifetime-too-long'],
    ['a claim that is not there', { claims: { tenant: ['a'] } }, {}, 'claim-refused'],
    ['a claim that every object has', { claims: { constructor: ['a'] } }, {}, 'claim-refused'],
    ['a claim of another value', { claims: { tenant: ['a'] } }, { tenant: 'ab' }, 'claim-refused'],
    ['a claim of another type', { claims: { tenant: ['1'] } }, { tenant: 1 }, 'claim-refused'],
    ['one of two claims', { claims: { tenant: ['a'], azp: ['c'] } }, { tenant: 'a' }, 'claim-refused'],
    ['no binding where one is asked for', { bound: 'any' as const }, {}, 'not-sender-constrained'],
  ])('refuses by %s', (_, demands, claims, reason) => {
    const check = checkClaims({ ...good, ...claims }, { ...scheme, ...demands }, now);
    expect(check).toEqual({ kind: 'refused', reason });
  });
});
