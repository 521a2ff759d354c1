import { describe, expect, it } from '@jest/globals';
import { isDue, judgeTarget } from '../../../../lambdas/core/fleet/judge-target.ts';

describe('judgeTarget', () => {
  it.each([
    ['one probe where nothing has changed', true, [true], true, 1],
    ['one probe where it is still down', false, [false], false, 1],
    ['three failures in a row', true, [false, false, false], false, 3],
    ['not two of them', true, [false, false, true], true, 3],
    ['two answers in a row', false, [true, true], true, 2],
    ['not one of them', false, [true, false], false, 2],
  ])('takes %s', async (_, wasHealthy, answers, expected, asked) => {
    let probes = 0;
    const probe = async (serial: number) => {
      probes += 1;
      return answers[serial] ?? false;
    };
    const thresholds = { healthyThreshold: 2, unhealthyThreshold: 3 };
    expect([await judgeTarget(thresholds, wasHealthy, probe), probes]).toEqual([expected, asked]);
  });
});

describe('isDue', () => {
  it('is due in each minute, or in each nth', () => {
    const minutes = [0, 1, 2, 3, 4, 5].map((minute) => 1_800_000_000_000 + minute * 60_000 + 1234);
    expect(minutes.map((now) => isDue({ interval: 1 }, now))).toEqual([true, true, true, true, true, true]);
    expect(minutes.filter((now) => isDue({ interval: 5 }, now)).length).toBeGreaterThan(0);
    expect(minutes.filter((now) => isDue({ interval: 5 }, now)).length).toBeLessThan(3);
  });
});
