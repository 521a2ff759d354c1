import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ScheduleDefinition } from '../../../lib/local/assembly/assembly.ts';
import type { Invocation } from '../../../lib/local/functions/function-pool.ts';
import { startSchedules } from '../../../lib/local/schedules/start-schedules.ts';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:work';
const RULE = 'arn:aws:events:us-east-1:000000000000:rule/by-the-minute';
const schedule: ScheduleDefinition = {
  ruleArn: RULE,
  targetArn: ARN,
  interval: 60_000,
  accountId: '000000000000',
  region: 'us-east-1',
};

let invoked: (readonly [string, unknown])[];
let log: string[];
let outcome: Invocation;
const start = (...schedules: readonly ScheduleDefinition[]) =>
  startSchedules(schedules, {
    invoke: async (arn, event) => {
      invoked.push([arn, event]);
      return outcome;
    },
    functionArns: [ARN],
    clock: Date.now,
    hex: (length) => 'f'.repeat(length),
    onLog: (line) => log.push(line),
  });

beforeEach(() => {
  invoked = [];
  log = [];
  outcome = { kind: 'returned', payload: null };
  jest.useFakeTimers({ now: Date.UTC(2027, 0, 1) });
});
afterEach(() => {
  jest.useRealTimers();
});

describe('startSchedules', () => {
  it('runs a function after each interval, with the event of EventBridge, until it is ended', async () => {
    const end = start(schedule);
    await jest.advanceTimersByTimeAsync(59_999);
    expect(invoked).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(invoked).toEqual([
      [
        ARN,
        {
          version: '0',
          id: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
          'detail-type': 'Scheduled Event',
          source: 'aws.events',
          account: '000000000000',
          time: '2027-01-01T00:01:00Z',
          region: 'us-east-1',
          resources: [RULE],
          detail: {},
        },
      ],
    ]);
    await jest.advanceTimersByTimeAsync(120_000);
    end();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(invoked).toHaveLength(3);
    expect(log).toEqual([]);
  });

  it('gives a target its own input, runs a version, and leaves alone what is no function here', async () => {
    const end = start(
      { ...schedule, input: '{"a":1}', targetArn: `${ARN}:7` },
      { ...schedule, targetArn: 'arn:aws:sqs:us-east-1:000000000000:queue' },
      { ...schedule, interval: 365 * 86_400_000 },
    );
    await jest.advanceTimersByTimeAsync(60_000);
    end();
    expect(invoked).toEqual([[`${ARN}:7`, { a: 1 }]]);
  });

  it('says what failed, and goes on', async () => {
    outcome = { kind: 'failed', errorType: 'Error', errorMessage: 'no' };
    const end = start(schedule);
    await jest.advanceTimersByTimeAsync(120_000);
    end();
    const line = `schedule ${RULE}: ${ARN} failed, Error: no`;
    expect(log).toEqual([line, line]);
  });
});
