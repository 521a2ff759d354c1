import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createPlaces, offer } from '../../../../lib/local/functions/claim.ts';
import type { FromWorker } from '../../../../lib/local/functions/messages.ts';
import { createRunner } from '../../../../lib/local/functions/worker/run-handler.ts';
import { ARN } from '../../../support/function-pools.ts';

const setup = {
  taskRoot: '/',
  handler: 'index.handler',
  runtime: 'nodejs24.x',
  functionName: 'f',
  functionVersion: '1',
  memorySize: 128,
  logGroupName: '/aws/lambda/f',
  logStreamName: 'x',
  timeout: 3000,
};

describe('createRunner', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['setImmediate', 'performance'] }));
  afterEach(() => void jest.useRealTimers());

  it('counts the timeout of an event from its beginning, not from when it came', async () => {
    const places = createPlaces();
    const first = Promise.withResolvers<void>();
    const left: number[] = [];
    const handler = async (event: unknown, context: unknown) => {
      left.push(Object(context).getRemainingTimeInMillis());
      if (event === 1) await first.promise;
      return event;
    };
    const both = Promise.withResolvers<void>();
    const sent: FromWorker[] = [];
    const runner = createRunner(handler, { ...setup, places }, (message) => {
      if (sent.push(message) === 2) both.resolve();
    });
    for (const number of [1, 2]) {
      offer(places, number);
      runner.run({ kind: 'invoke', number, requestId: 'r', arn: ARN, event: `${number}`, streaming: false });
    }
    jest.setSystemTime(Date.now() + 10_000);
    first.resolve();
    await both.promise;
    expect(left).toEqual([3000, 3000]);
  });
});
