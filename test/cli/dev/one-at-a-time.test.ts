import { describe, expect, it } from '@jest/globals';
import { oneAtATime } from '../../../lib/cli/dev/one-at-a-time.ts';

describe('oneAtATime', () => {
  it('runs once more, and only once, for all that came while it ran', async () => {
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let runs = 0;
    const reload = oneAtATime(async () => gates[runs++]?.promise);
    for (let i = 0; i < 5; i++) reload.trigger();
    expect(runs).toBe(1);
    for (const gate of gates) gate.resolve();
    await reload.settled();
    expect(runs).toBe(2);
  });

  it('starts afresh when nothing runs', async () => {
    let runs = 0;
    const reload = oneAtATime(async () => {
      runs++;
    });
    reload.trigger();
    await reload.settled();
    reload.trigger();
    await reload.settled();
    expect(runs).toBe(2);
  });
});
