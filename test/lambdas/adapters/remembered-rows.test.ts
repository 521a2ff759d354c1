import { beforeEach, describe, expect, it } from '@jest/globals';
import { rememberedRows } from '../../../lambdas/adapters/remembered-rows.ts';
import type { RowStore } from '../../../lambdas/core/caching/rows.ts';
import { rowsInMemory } from '../../support/rows-in-memory.ts';
import { storedResponse } from '../core/caching/messages.ts';

const ALWAYS = Number.POSITIVE_INFINITY;
const row = (size = 10) => ({ barrier: 1, expiresAt: 1000, response: storedResponse({ body: new Uint8Array(size) }) });

let now = 0;
let table: RowStore;
let asked: string[] = [];
const open = (limit = 100_000) => {
  const read: RowStore['read'] = (keys) => {
    asked.push(...keys);
    return table.read(keys);
  };
  return rememberedRows({ ...table, read }, { limit, now: () => now });
};

beforeEach(() => {
  [now, table, asked] = [0, rowsInMemory(), []];
});

describe('rememberedRows', () => {
  it('asks the store once in a second for a response', async () => {
    await table.write('uri a', row(), ALWAYS);
    const store = open();
    for (now of [0, 1, 999]) await store.read(['uri a']);
    expect(asked).toEqual(['uri a']);
    now = 1000;
    expect(await store.read(['uri a'])).toMatchObject({ rows: [{ barrier: 1 }] });
    expect(asked).toEqual(['uri a', 'uri a']);
  });

  it('takes in turn what it knows and what it asks for', async () => {
    await table.write('uri b', { ...row(), barrier: 2 }, ALWAYS);
    await table.write('uri a', row(), ALWAYS);
    const store = open();
    await store.read(['uri b']);
    const outcome = await store.read(['uri a', 'uri b', 'uri c']);
    expect(outcome.kind === 'read' && outcome.rows.map((found) => found?.barrier)).toEqual([1, 2, undefined]);
    expect(asked).toEqual(['uri b', 'uri a', 'uri c']);
  });

  it('remembers that nothing was purged, not that nothing is stored', async () => {
    const store = open();
    for (const _ of [1, 2]) await store.read(['purges', 'tag a', 'uri a', 'lease 0 a']);
    expect(asked).toEqual(['purges', 'tag a', 'uri a', 'lease 0 a', 'uri a', 'lease 0 a']);
  });

  it('knows at once what it wrote itself', async () => {
    const store = open();
    await store.read(['tag a']);
    await store.write('tag a', { barrier: 5, expiresAt: 1 }, ALWAYS);
    expect(await store.read(['tag a'])).toMatchObject({ rows: [{ barrier: 5 }] });
  });

  it('keeps what it wrote where a read that began before comes later', async () => {
    await table.write('uri a', row(), ALWAYS);
    const late = Promise.withResolvers<void>();
    const { read } = table;
    table.read = async (keys) => {
      const outcome = await read(keys);
      await late.promise;
      return outcome;
    };
    const store = open();
    const reading = store.read(['uri a', 'tag a']);
    for (const key of ['uri a', 'tag a']) await store.write(key, { barrier: 5, expiresAt: 1 }, ALWAYS);
    late.resolve();
    await reading;
    expect(await store.read(['uri a', 'tag a'])).toMatchObject({ rows: [{ barrier: 5 }, { barrier: 5 }] });
    expect(asked).toEqual(['uri a', 'tag a']);
  });

  it('forgets what it was refused to write over', async () => {
    await table.write('uri a', row(), ALWAYS);
    const store = open();
    await store.read(['uri a']);
    await table.write('uri a', { ...row(), barrier: 9 }, ALWAYS);
    expect(await store.write('uri a', row(), 5)).toMatchObject({ kind: 'refused' });
    expect(await store.read(['uri a'])).toMatchObject({ rows: [{ barrier: 9 }] });
  });

  it('looks past its memory where that is asked for', async () => {
    await table.write('uri a', row(), ALWAYS);
    const store = open();
    await store.read(['uri a']);
    await store.read(['uri a'], true);
    expect(asked).toEqual(['uri a', 'uri a']);
  });

  it('holds no more bytes than it may, the last read ones, and none that would take a quarter', async () => {
    const keys = Array.from({ length: 50 }, (_, index) => `uri ${index}`);
    for (const key of keys) await table.write(key, row(5000), ALWAYS);
    await table.write('uri large', row(30_000), ALWAYS);
    const store = open(100_000);
    for (const key of [...keys, 'uri large']) await store.read([key]);
    asked = [];
    for (const key of [...keys.toReversed(), 'uri large']) await store.read([key]);
    const kept = 51 - new Set(asked).size;
    expect(kept).toBeGreaterThan(15);
    expect(kept).toBeLessThanOrEqual(20);
    expect(asked).toContain('uri large');
  });
});
