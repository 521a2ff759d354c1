import { describe, expect, it } from '@jest/globals';
import {
  mayLookForNewKeys,
  planKeyRefresh,
} from '../../../../../../lambdas/core/authorization/credentials/key-sets/plan-key-refresh.ts';

const now = 1_800_000_000_000;
const minutes = (count: number) => now - count * 60_000;
const age = (fetchedAt: number | undefined, attemptedAt = fetchedAt, isAsking = false) => ({
  fetchedAt,
  attemptedAt,
  isAsking,
});

describe('planKeyRefresh', () => {
  it.each([
    ['fresh keys', age(minutes(9)), 'use'],
    ['keys of 10 minutes', age(minutes(10)), 'refresh-or-use'],
    ['keys of 59 minutes whose issuer failed a minute ago', age(minutes(59), minutes(1)), 'refresh-or-use'],
    ['keys of 59 minutes whose issuer failed 29 s ago', age(minutes(59), now - 29_000), 'use'],
    ['keys of 59 minutes whose issuer is being asked', age(minutes(59), minutes(1), true), 'use'],
    ['keys of an hour', age(minutes(60)), 'refresh-or-fail'],
    ['keys of an hour whose issuer failed just now', age(minutes(60), now - 999), 'fail'],
    ['keys of an hour whose issuer is being asked', age(minutes(60), now, true), 'refresh-or-fail'],
    ['no keys', age(undefined), 'refresh-or-fail'],
    ['no keys whose issuer failed just now', age(undefined, now - 999), 'fail'],
    ['no keys whose issuer failed a second ago', age(undefined, now - 1000), 'refresh-or-fail'],
    ['no keys whose issuer is being asked', age(undefined, now, true), 'refresh-or-fail'],
  ])('for %s', (_, keys, plan) => {
    expect(planKeyRefresh(keys, now)).toBe(plan);
  });
});

describe('mayLookForNewKeys', () => {
  it.each([
    [29_999, false],
    [30_000, true],
  ])('%i ms after the last look: %s', (passed, may) => {
    expect(mayLookForNewKeys(age(now - passed), now)).toBe(may);
  });

  it('joins a look under way', () => {
    expect(mayLookForNewKeys(age(now, now, true), now)).toBe(true);
  });
});
