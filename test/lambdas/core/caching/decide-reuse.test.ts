import { describe, expect, it } from '@jest/globals';
import { decideReuse, standsIn } from '../../../../lambdas/core/caching/decide-reuse.ts';
import type { Freshness } from '../../../../lambdas/core/caching/freshness.ts';
import { requestDirectives } from '../../../../lambdas/core/caching/request-directives.ts';
import { fields, NOW, storedResponse } from './messages.ts';

const asked = (value?: string, ...more: string[]) =>
  requestDirectives({ headers: fields(...(value === undefined ? [] : [`Cache-Control: ${value}`]), ...more) });

const decide = (after: number, directives: string | undefined, freshness: Partial<Freshness> = {}, initialAge = 0) => {
  const decision = decideReuse(storedResponse({ initialAge }, freshness), asked(directives), NOW + after * 1000);
  return decision.kind === 'validate' ? `validate ${decision.fwd}` : `${decision.kind} ${decision.ttl}`;
};

describe('decideReuse', () => {
  it.each([
    [0, undefined, {}, 'fresh 10'],
    [9.999, undefined, {}, 'fresh 0'],
    [10, undefined, {}, 'validate stale'],
    [-5, undefined, {}, 'fresh 10'],
    [4, 'max-age=4', {}, 'fresh 6'],
    [5, 'max-age=4', {}, 'validate request'],
    [0, 'max-age=0', {}, 'validate request'],
    [0, 'max-age=0', { immutable: true }, 'fresh 10'],
    [10, 'max-age=0', { immutable: true }, 'validate request'],
    [0, 'no-cache', { immutable: true }, 'validate request'],
    [4, 'min-fresh=6', {}, 'fresh 6'],
    [5, 'min-fresh=6', {}, 'validate request'],
    [12, 'max-stale=2', {}, 'max-stale -2'],
    [13, 'max-stale=2', {}, 'validate stale'],
    [9999, 'max-stale', {}, 'max-stale -9989'],
    [12, 'max-stale', { strict: true }, 'validate stale'],
    [12, undefined, { staleWhileRevalidate: 2 }, 'stale-while-revalidate -2'],
    [13, undefined, { staleWhileRevalidate: 2 }, 'validate stale'],
    [12, undefined, { staleWhileRevalidate: 2, strict: true }, 'validate stale'],
    [12, 'max-age=11', { staleWhileRevalidate: 2 }, 'validate request'],
    [0, undefined, { always: true, strict: true }, 'validate stale'],
  ] as [number, string | undefined, Partial<Freshness>, string][])(
    'after %d s, for a request with %s: %j: %s',
    (after, directives, freshness, expected) => {
      expect(decide(after, directives, freshness)).toBe(expected);
    },
  );

  it('counts the age it had when it was received', () => {
    expect(decide(5, undefined, {}, 5)).toBe('validate stale');
  });

  it('takes Pragma for no-cache only without Cache-Control', () => {
    expect(asked(undefined, 'Pragma: no-cache').noCache).toBe(true);
    expect(asked('max-age=5', 'Pragma: no-cache').noCache).toBe(false);
    expect(asked('x', 'Pragma: foo').noCache).toBe(false);
  });
});

describe('standsIn', () => {
  const stands = (
    after: number,
    failure: 'unreachable' | 'error-status',
    freshness: Partial<Freshness>,
    value?: string,
  ) => standsIn(storedResponse({}, freshness), asked(value), failure, NOW + after * 1000);

  it.each([
    [310, 'unreachable', {}, undefined, true],
    [311, 'unreachable', {}, undefined, false],
    [11, 'unreachable', { strict: true }, undefined, false],
    [11, 'unreachable', {}, 'no-cache', false],
    [11, 'error-status', {}, undefined, false],
    [11, 'error-status', { staleIfError: 1 }, undefined, true],
    [12, 'error-status', { staleIfError: 1 }, undefined, false],
    [12, 'error-status', {}, 'stale-if-error=2', true],
    [12, 'error-status', { strict: true, staleIfError: 60 }, undefined, false],
  ] as const)('after %d s, %s, %j, for a request with %s: %s', (after, failure, freshness, value, expected) => {
    expect(stands(after, failure, freshness, value)).toBe(expected);
  });
});
