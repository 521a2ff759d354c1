import { describe, expect, it } from '@jest/globals';
import { type Admission, admits, observeAdmission, UNKNOWN } from '../../../../lambdas/core/resilience/admission.ts';

/** After so many requests, all at time 0, of which a share was accepted. */
function having(requests: number, share: number): Admission {
  return Array.from({ length: requests }).reduce<Admission>(
    (known, _, index) => observeAdmission(known, index < requests * share, 0),
    UNKNOWN,
  );
}
const rejected = (known: Admission, now = 0) =>
  Array.from({ length: 100 }, (_, index) => admits(known, now, () => index / 100)).filter((one) => !one).length;

describe('admits', () => {
  it.each([
    ['nothing is known', 0, 0, 0],
    ['few failed', 9, 0, 0],
    ['every second one is accepted', 100, 0.5, 0],
    ['a quarter is accepted', 100, 0.25, 50],
    ['nothing is accepted', 100, 0, 80],
  ])('where %s turns away its share', (_, requests, share, expected) => {
    expect(rejected(having(requests, share))).toBe(expected);
  });

  it('forgets', () => {
    expect([rejected(having(100, 0), 10_000), rejected(having(100, 0), 30_000)]).toEqual([80, 0]);
  });
});
