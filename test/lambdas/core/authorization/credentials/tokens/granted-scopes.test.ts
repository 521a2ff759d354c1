import { describe, expect, it } from '@jest/globals';
import { grantedScopes } from '../../../../../../lambdas/core/authorization/credentials/tokens/granted-scopes.ts';

describe('grantedScopes', () => {
  it.each([
    { claims: {}, scopes: [] },
    { claims: { scope: '' }, scopes: [] },
    { claims: { scope: 'read write' }, scopes: ['read', 'write'] },
    { claims: { scope: ' read  write ' }, scopes: ['read', 'write'] },
    { claims: { scope: ['read', 'write'] }, scopes: ['read', 'write'] },
    { claims: { scp: ['read'] }, scopes: ['read'] },
    { claims: { scp: 'read write' }, scopes: ['read', 'write'] },
    { claims: { scope: 'read', scp: ['write'] }, scopes: ['read'] },
    { claims: { scope: 'https://api.example.com/catalogue.read' }, scopes: ['https://api.example.com/catalogue.read'] },
  ])('reads $claims', ({ claims, scopes }) => {
    expect(grantedScopes(claims)).toEqual(scopes);
  });

  it.each([
    { scope: 7 },
    { scope: { read: true } },
    { scope: ['read write'] },
    { scp: [['read']] },
    { scp: [null] },
    { scope: 'read\nwrite' },
    { scope: 'r"d' },
    { scope: ['\u00e9crire'] },
  ])('refuses %j', (claims) => {
    expect(grantedScopes(claims)).toBeUndefined();
  });
});
