import { describe, expect, it } from '@jest/globals';
import { quotaPeriod } from '../../../lib/local/steps/quota-period.ts';

describe('quotaPeriod', () => {
  // 9 April 2024 is a Tuesday.
  it.each([
    ['DAY', '2024-04-09T23:59:59Z', '2024-04-09'],
    ['WEEK', '2024-04-09T12:00:00Z', '2024-04-07'],
    ['WEEK', '2024-04-07T00:00:00Z', '2024-04-07'],
    ['MONTH', '2024-04-09T12:00:00Z', '2024-04-01'],
    ['WEEK', '2024-03-02T12:00:00Z', '2024-02-25'],
  ] as const)('begins a %s at %s on %s', (period, now, from) => {
    expect(quotaPeriod(period, Date.parse(now))).toEqual({ from, to: now.slice(0, 10) });
  });
});
