import { describe, expect, it } from '@jest/globals';
import { DEFAULT_BEHAVIOUR } from '../../../lib/local/behaviour.ts';
import { quotaPeriod } from '../../../lib/local/steps/quota-period.ts';

describe('quotaPeriod', () => {
  // 9 April 2024 is a Tuesday.
  it.each([
    ['DAY', 0, '2024-04-09T23:59:59Z', '2024-04-09T00', '2024-04-09T23'],
    ['WEEK', 0, '2024-04-09T12:00:00Z', '2024-04-07T00', '2024-04-13T23'],
    ['WEEK', 0, '2024-04-07T00:00:00Z', '2024-04-07T00', '2024-04-13T23'],
    ['WEEK', 0, '2024-03-02T12:00:00Z', '2024-02-25T00', '2024-03-02T23'],
    ['WEEK', 3, '2024-04-09T12:00:00Z', '2024-04-03T00', '2024-04-09T23'],
    ['MONTH', 0, '2024-04-09T12:00:00Z', '2024-04-01T00', '2024-04-30T23'],
    ['MONTH', 9, '2024-04-09T12:00:00Z', '2024-03-10T00', '2024-04-09T23'],
    ['MONTH', 8, '2024-12-09T12:00:00Z', '2024-12-09T00', '2025-01-08T23'],
    ['MONTH', 27, '2024-01-01T12:00:00Z', '2023-12-28T00', '2024-01-27T23'],
  ] as const)('puts a %s with offset %s at %s from %s to %s', (period, offset, now, from, to) => {
    expect(quotaPeriod({ period, offset }, Date.parse(now), DEFAULT_BEHAVIOUR)).toEqual({ from, to });
  });

  it('rolls a DAY by the hour where that is wanted', () => {
    const behaviour = { ...DEFAULT_BEHAVIOUR, 'quota-day': 'rolling' } as const;
    expect(quotaPeriod({ period: 'DAY', offset: 0 }, Date.parse('2024-04-09T12:34:56Z'), behaviour)).toEqual({
      from: '2024-04-08T13',
      to: '2024-04-09T12',
    });
  });
});
