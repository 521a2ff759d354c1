import { describe, expect, it } from '@jest/globals';
import { readAuthorization } from '../../../../../lambdas/core/authorization/credentials/read-authorization.ts';

describe('readAuthorization', () => {
  it.each([
    { headers: { Authorization: ['Bearer a.b.c'] } },
    { headers: { authorization: ['bearer a.b.c'] } },
    { headers: { AUTHORIZATION: ['BEARER  a.b.c'], 'X-Authorization': ['Bearer other'] } },
  ])('reads the token of the one line in $headers', ({ headers }) => {
    expect(readAuthorization(headers, ['bearer'])).toEqual({ kind: 'given', scheme: 'bearer', value: 'a.b.c' });
  });

  it('tells schemes apart where several are taken', () => {
    const headers = { Authorization: ['DPoP a.b.c'] };
    expect(readAuthorization(headers, ['bearer', 'dpop'])).toMatchObject({ scheme: 'dpop', value: 'a.b.c' });
  });

  it.each([
    { headers: {}, reason: 'credential-absent' },
    { headers: { Authorization: [] }, reason: 'credential-absent' },
    { headers: { Authorization: ['Bearer a.b.c', 'Bearer a.b.c'] }, reason: 'credential-repeated' },
    { headers: { Authorization: ['Bearer a.b.c'], authorization: ['Bearer d.e.f'] }, reason: 'credential-repeated' },
    { headers: { Authorization: ['Bearer a.b.c, Bearer d.e.f'] }, reason: 'credential-malformed' },
    { headers: { Authorization: ['Bearer a.b.c,'] }, reason: 'credential-malformed' },
    { headers: { Authorization: ['Bearer'] }, reason: 'credential-malformed' },
    { headers: { Authorization: ['a.b.c'] }, reason: 'credential-malformed' },
    { headers: { Authorization: ['Basic YTpi'] }, reason: 'credential-of-another-scheme' },
    { headers: { Authorization: ['DPoP a.b.c'] }, reason: 'credential-of-another-scheme' },
    { headers: { Authorization: ['Bearer\ta.b.c'] }, reason: 'credential-malformed' },
    { headers: { Authorization: [' Bearer a.b.c'] }, reason: 'credential-malformed' },
  ])('refuses $headers', ({ headers, reason }) => {
    expect(readAuthorization(headers, ['bearer'])).toEqual({ kind: 'refused', reason });
  });
});
