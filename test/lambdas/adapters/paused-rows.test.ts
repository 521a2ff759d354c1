import { beforeEach, describe, expect, it } from '@jest/globals';
import { pausedRows } from '../../../lambdas/adapters/paused-rows.ts';
import type { RowStore, Unavailable } from '../../../lambdas/core/caching/rows.ts';
import { rowsInMemory } from '../../support/rows-in-memory.ts';
import { storedResponse } from '../core/caching/messages.ts';

const ALWAYS = Number.POSITIVE_INFINITY;
const DOWN: Unavailable = { kind: 'unavailable', reason: 'timeout' };
const PAUSED = { kind: 'unavailable', reason: 'paused' };
const response = { barrier: 1, expiresAt: 2, response: storedResponse() };
const tombstone = { barrier: 1, expiresAt: 2 };

let now = 0;
let down = true;
let calls: string[] = [];
let store: RowStore;

beforeEach(() => {
  [now, down, calls] = [0, true, []];
  const table = rowsInMemory();
  const called = <Outcome>(name: string, outcome: Promise<Outcome>) => {
    calls.push(name);
    return down ? Promise.resolve(DOWN) : outcome;
  };
  store = pausedRows(
    {
      read: (keys) => called(`read ${keys}`, table.read(keys)),
      write: (key, row, after) => called(`write ${key}`, table.write(key, row, after)),
    },
    { now: () => now, random: () => 1 - Number.EPSILON },
  );
});

async function failFiveTimes() {
  for (let count = 0; count < 5; count += 1) expect(await store.read(['uri a'])).toEqual(DOWN);
  calls = [];
}

describe('pausedRows', () => {
  it('leaves a store alone for a second after five failures in a row', async () => {
    await failFiveTimes();
    expect(await store.read(['uri a'])).toEqual(PAUSED);
    expect(await store.write('uri a', response, ALWAYS)).toEqual(PAUSED);
    expect(await store.write('lease 0 uri a', tombstone, 0)).toEqual(PAUSED);
    expect(calls).toEqual([]);
  });

  it('then looks with one call, and goes on when it is back', async () => {
    await failFiveTimes();
    now = 1000;
    expect(await Promise.all(['b', 'c', 'd'].map((key) => store.read([key])))).toEqual([DOWN, PAUSED, PAUSED]);
    [now, down] = [2999, false];
    expect(await store.read(['e'])).toEqual(PAUSED);
    now = 3000;
    expect(await store.read(['f'])).toMatchObject({ kind: 'read' });
    expect(await store.read(['g'])).toMatchObject({ kind: 'read' });
    expect(calls).toEqual(['read b', 'read f', 'read g']);
  });

  it('takes many calls that fail at once for one reason to pause', async () => {
    await Promise.all(Array.from({ length: 100 }, () => store.read(['uri a'])));
    [now, down] = [1000, false];
    expect(await store.read(['uri a'])).toMatchObject({ kind: 'read' });
  });

  it('takes a write that its condition refuses for a sign of life', async () => {
    down = false;
    await store.write('uri a', response, ALWAYS);
    down = true;
    for (const key of ['b', 'c', 'd', 'e']) await store.read([key]);
    down = false;
    expect(await store.write('uri a', response, 0)).toMatchObject({ kind: 'refused' });
    down = true;
    expect(await store.read(['f'])).toEqual(DOWN);
    expect(await store.read(['g'])).toEqual(DOWN);
  });

  it.each(['uri a', 'tag a', 'group a'])('tries to tell that %s counts no more, paused or not', async (key) => {
    await failFiveTimes();
    expect(await store.write(key, tombstone, ALWAYS)).toEqual(DOWN);
    expect(calls).toEqual([`write ${key}`]);
  });
});
