import { describe, expect, it } from '@jest/globals';
import { type Hashable, hashKey } from '../../../../lambdas/core/balancing/hash-key.ts';
import type { HashOn } from '../../../../lambdas/core/router-config.ts';

const request: Hashable = {
  headers: [
    ['X-Tenant', 'acme'],
    ['x-tenant', 'other'],
  ],
  query: 'a=1&tenant=a%20b&tenant=c',
  pathParameters: { id: '7', name: '%61%20b' },
  claims: { sub: 'me', list: ['me'] },
  address: '192.0.2.7',
};

describe('hashKey', () => {
  it.each<[HashOn | undefined, string | undefined]>([
    [undefined, undefined],
    [{ kind: 'header', name: 'x-tenant' }, 'acme'],
    [{ kind: 'header', name: 'x-other' }, undefined],
    [{ kind: 'query', name: 'tenant' }, 'a b'],
    [{ kind: 'query', name: 'b' }, undefined],
    [{ kind: 'path', name: 'id' }, '7'],
    [{ kind: 'path', name: 'name' }, 'a b'],
    [{ kind: 'path', name: 'constructor' }, undefined],
    [{ kind: 'claim', name: 'sub' }, 'me'],
    [{ kind: 'claim', name: 'list' }, undefined],
    [{ kind: 'claim', name: 'constructor' }, undefined],
    [{ kind: 'address' }, '192.0.2.7'],
  ])('by %j is %j', (hashOn, expected) => {
    expect(hashKey(hashOn, request)).toBe(expected);
  });
});
