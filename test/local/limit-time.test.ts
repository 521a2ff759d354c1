import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { limitTime } from '../../lib/local/limit-time.ts';
import { holdUp } from '../support/hold-up.ts';

/** What of these came first. */
const firstOf = (limit: number, answer: (come: () => void) => void): Promise<string> =>
  new Promise((resolve) => {
    const over = limitTime(limit, () => resolve('over'));
    answer(() => {
      over.clear();
      resolve('answered');
    });
  });

describe('limitTime', () => {
  it.each([1, 100, 250])('is over after %d ms, not before', async (limit) => {
    const began = performance.now();
    await expect(firstOf(limit, () => undefined)).resolves.toBe('over');
    expect(performance.now() - began).toBeGreaterThan(limit - 2);
  });

  it('does not count what this thread was held up for', async () => {
    const outcome = firstOf(300, (come) => setTimeout(come, 150));
    holdUp(500);
    expect(await outcome).toBe('answered');
  });

  it('takes what has come while the last part was held up', async () => {
    const channel = new MessageChannel();
    const outcome = firstOf(50, (come) => {
      channel.port1.once('message', come);
      channel.port2.postMessage('answer');
    });
    holdUp(100);
    expect(await outcome).toBe('answered');
    channel.port1.close();
  });

  it('is never over once it is cleared, not even at its end', async () => {
    let over = false;
    const limit = limitTime(5, () => {
      over = true;
    });
    // Set after it and as long, so it comes just after the end, before what the end leads to.
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        limit.clear();
        setImmediate(() => setImmediate(resolve));
      }, 5);
    });
    expect(over).toBe(false);
  });
});
