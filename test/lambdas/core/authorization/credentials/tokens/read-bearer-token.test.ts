import { describe, expect, it } from '@jest/globals';
import { readBearerToken } from '../../../../../../lambdas/core/authorization/credentials/tokens/read-bearer-token.ts';

describe('readBearerToken', () => {
  it.each([
    { headers: { Authorization: ['Bearer a.b.c'] } },
    { headers: { authorization: ['bearer a.b.c'] } },
    { headers: { AUTHORIZATION: ['BEARER  a.b.c'], 'X-Authorization': ['Bearer other'] } },
  ])('reads the token of the one line in $headers', ({ headers }) => {
    expect(readBearerToken(headers)).toEqual({ kind: 'token', token: 'a.b.c' });
  });

  it.each([
    { headers: {}, reason: 'credential-absent' },
    { headers: { Authorization: [] }, reason: 'credential-absent' },
    { headers: { Authorization: ['Bearer a.b.c', 'Bearer a.b.c'] }, reason: 'credential-repeated' },
    { headers: { Authorization: ['Bearer a.b.c'], authorization: ['Bearer d.e.f'] }, reason: 'credential-repeated' },
    { headers: { Authorization: ['Bearer a.b.c, Bearer d.e.f'] }, reason: 'credential-not-bearer' },
    { headers: { Authorization: ['Bearer a.b.c,'] }, reason: 'credential-not-bearer' },
    { headers: { Authorization: ['Bearer'] }, reason: 'credential-not-bearer' },
    { headers: { Authorization: ['a.b.c'] }, reason: 'credential-not-bearer' },
    { headers: { Authorization: ['Basic YTpi'] }, reason: 'credential-not-bearer' },
    { headers: { Authorization: ['DPoP a.b.c'] }, reason: 'credential-not-bearer' },
    { headers: { Authorization: ['Bearer\ta.b.c'] }, reason: 'credential-not-bearer' },
    { headers: { Authorization: [' Bearer a.b.c'] }, reason: 'credential-not-bearer' },
  ])('refuses $headers', ({ headers, reason }) => {
    expect(readBearerToken(headers)).toEqual({ kind: 'refused', reason });
  });
});
