import { describe, expect, it } from '@jest/globals';
import { compileYaml, operationOf } from '../../support/compile-yaml.ts';

const withLimit = (limit: string) =>
  compileYaml(`paths: { /a: { get: { x-gateway: { limit: ${limit} }, responses: { '200': { description: ok } } } } }`);

describe('limit', () => {
  it.each([
    ['{ rate: 10 }', { rate: 10, burst: 10, per: { kind: 'consumer' } }],
    ['{ rate: 0.5, exact: true }', { rate: 0.5, burst: 1, per: { kind: 'consumer' } }],
    ['{ rate: 5, burst: 50, per: address }', { rate: 5, burst: 50, per: { kind: 'address' } }],
    ['{ rate: 5, per: { header: X-Tenant } }', { rate: 5, burst: 5, per: { kind: 'header', name: 'x-tenant' } }],
    ['{ rate: 5, per: { claim: tenant } }', { rate: 5, burst: 5, per: { kind: 'claim', name: 'tenant' } }],
  ])('reads %s', (written, limit) => {
    expect(operationOf(withLimit(written)).limit).toEqual(limit);
  });

  it.each([
    ['{ burst: 5 }', 'expected a rate (requests per second)'],
    ['{ rate: 0 }', 'rate'],
    ['{ rate: 5, per: ip }', 'per'],
    ['{ rate: 5, per: { header: a, claim: b } }', 'consumer, address, { claim: NAME } or { header: NAME }'],
    ['{ rate: 5, exact: false }', '`throttle` is the limit that is not exact'],
    ['{ rate: 5, bust: 5 }', 'burst'],
  ])('refuses %s', (written, message) => {
    const { model, problems } = withLimit(written);
    expect([model, problems.filter((line) => line.startsWith('error')).join()]).toEqual([
      undefined,
      expect.stringContaining(message),
    ]);
  });
});
