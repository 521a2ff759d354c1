import { randomBytes } from 'node:crypto';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Row, RowStore } from '../../lambdas/core/caching/rows.ts';
import { storedResponse } from '../lambdas/core/caching/messages.ts';

const response = storedResponse({
  status: 203,
  headers: [
    ['X-B', 'ü'],
    ['x-a', '1'],
    ['x-b', ''],
  ],
  body: new Uint8Array([0, 255, 13, 10]),
  initialAge: 7.25,
  groups: ['a'],
});
const row: Row = { barrier: 1_800_000_000_123, expiresAt: 1_800_000_061_000, response };

async function read(store: RowStore, ...keys: string[]): Promise<readonly (Row | undefined)[]> {
  const outcome = await store.read(keys, true);
  if (outcome.kind !== 'read') throw new Error(outcome.reason);
  return outcome.rows.map((found) =>
    found?.response ? { ...found, response: { ...found.response, body: Uint8Array.from(found.response.body) } } : found,
  );
}

const ALWAYS = Number.POSITIVE_INFINITY;

/** What every store of rows must do; call it inside a `describe`. */
export function rowStoreContract(open: () => Promise<RowStore>): void {
  it('has nothing under a key that was never written', async () => {
    expect(await read(await open(), 'uri never')).toEqual([undefined]);
  });

  it('gives back what was written: order and case of fields, bytes, instants', async () => {
    const store = await open();
    expect(await store.write('uri same', row, ALWAYS)).toMatchObject({ kind: 'written' });
    expect(await read(store, 'uri same')).toEqual([row]);
  });

  it('holds rows without a response', async () => {
    const store = await open();
    const marker = { barrier: 5, expiresAt: 7000, vary: ['a', 'b'] };
    const pass = { barrier: 6, expiresAt: 8000, pass: true };
    await store.write('uri marker', marker, ALWAYS);
    await store.write('lease pass', pass, ALWAYS);
    expect(await read(store, 'uri marker', 'lease pass')).toEqual([marker, pass]);
  });

  it('gives rows in the order of their keys, one of a key given twice', async () => {
    const store = await open();
    await store.write('tag 1', { barrier: 1, expiresAt: 1000 }, ALWAYS);
    await store.write('tag 2', { barrier: 2, expiresAt: 1000 }, ALWAYS);
    const rows = await read(store, 'tag 2', 'tag 0', 'tag 1', 'tag 2');
    expect(rows.map((found) => found?.barrier)).toEqual([2, undefined, 1, 2]);
  });

  it('puts nothing in the place of what is not older', async () => {
    const store = await open();
    await store.write('uri twice', { ...row, barrier: 10 }, 10);
    expect(await store.write('uri twice', { ...row, barrier: 11 }, 10)).toMatchObject({ kind: 'refused' });
    expect(await store.write('uri twice', { ...row, barrier: 12 }, 11)).toMatchObject({ kind: 'written' });
    expect((await read(store, 'uri twice'))[0]?.barrier).toBe(12);
  });

  it('lets one of many win', async () => {
    const store = await open();
    const lease = { barrier: 5000, expiresAt: 10_000 };
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => store.write('lease one', lease, 100)));
    expect(outcomes.filter(({ kind }) => kind === 'written')).toHaveLength(1);
  });

  it('tells any two keys apart', async () => {
    const store = await open();
    const key = fc.string({ unit: 'binary' });
    await fc.assert(
      fc.asyncProperty(key, key, async (one, other) => {
        fc.pre(one !== other);
        await store.write(one, { barrier: 1, expiresAt: 1000 }, ALWAYS);
        await store.write(other, { barrier: 2, expiresAt: 1000 }, ALWAYS);
        expect((await read(store, one))[0]?.barrier).toBe(1);
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    ['nothing', 0],
    ['what fills an item', 380_000],
    ['more than an item', 500_000],
    ['as much as Lambda answers with', 4_700_000],
  ])(
    'holds a response with %s',
    async (_, size) => {
      const store = await open();
      // Random: nothing to compress.
      const large = { ...row, response: { ...response, body: new Uint8Array(randomBytes(size)) } };
      expect(await store.write('variant large', large, ALWAYS)).toMatchObject({ kind: 'written' });
      const [found] = await read(store, 'variant large');
      expect(Buffer.from(found?.response?.body ?? []).equals(large.response.body)).toBe(true);
    },
    60_000,
  );

  it('says what is larger than it can hold', async () => {
    const huge = { ...row, response: { ...response, body: new Uint8Array(randomBytes(9_500_000)) } };
    expect(await (await open()).write('uri huge', huge, ALWAYS)).toMatchObject({ kind: 'too-large' });
  });
}
