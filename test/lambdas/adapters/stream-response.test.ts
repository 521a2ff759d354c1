import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { LambdaStreaming } from '../../../lambdas/adapters/lambda-streaming.ts';
import { streamResponse } from '../../../lambdas/adapters/stream-response.ts';

/** What Lambda's runtime gives, as far as it is used. */
const lambda = { HttpResponseStream: { from: (stream: unknown) => stream } } as unknown as LambdaStreaming;
const MINUTE = 60_000;
// Streams go on by turns of the event loop, which stay real.
beforeAll(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
});
afterAll(() => {
  jest.useRealTimers();
});

function open() {
  const body = new PassThrough();
  const client = new PassThrough();
  let received = '';
  client.setEncoding('utf8').on('data', (part: string) => {
    received += part;
  });
  client.on('error', () => undefined);
  const ended = streamResponse(lambda, client, { status: 200, headers: [], body });
  /** Lets what is under way arrive, then time go on. */
  const pass = async (milliseconds: number, part?: string) => {
    if (part !== undefined) body.write(part);
    await new Promise((resolve) => setImmediate(resolve));
    jest.advanceTimersByTime(milliseconds);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { body, client, pass, ended, received: () => received };
}

describe('streamResponse', () => {
  it('gives up a stream of which nothing comes for 5 minutes, and does not end it as if it were whole', async () => {
    const { client, pass, ended, received } = open();
    await pass(5 * MINUTE - 1, 'one');
    expect(client.destroyed).toBe(false);
    await pass(1);
    expect((await ended)?.message).toBe('nothing came for 5 minutes');
    expect([received(), client.destroyed, client.writableFinished]).toEqual(['one', true, false]);
  });

  it('goes on for as long as something comes', async () => {
    const { body, client, pass, ended, received } = open();
    for (let part = 0; part < 3; part += 1) await pass(5 * MINUTE - 1, String(part));
    body.end('end');
    expect(await ended).toBeUndefined();
    expect([received(), client.writableFinished]).toEqual(['012end', true]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('lets go of the target whose client has gone', async () => {
    const { body, client, pass, ended } = open();
    await pass(0, 'one');
    client.destroy();
    expect((await ended)?.message).toBe('not needed any more');
    expect([body.destroyed, jest.getTimerCount()]).toEqual([true, 0]);
  });
});
