import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredResponse, StoredResponses } from '../../lambdas/core/caching/stored-responses.ts';

const response: StoredResponse = {
  status: 203,
  headers: [
    ['X-B', 'ü'],
    ['x-a', '1'],
    ['x-b', ''],
  ],
  body: new Uint8Array([0, 255, 13, 10]),
  receivedAt: 1_800_000_000_123,
  initialAge: 7,
  freshUntil: 1_800_000_060_456,
};

async function read(store: StoredResponses, key: string): Promise<StoredResponse | string> {
  const outcome = await store.get(key);
  return outcome.kind === 'found'
    ? { ...outcome.response, body: Uint8Array.from(outcome.response.body) }
    : outcome.kind;
}

/** What every store of responses must do; call it inside a `describe`. */
export function storedResponsesContract(open: () => Promise<StoredResponses>): void {
  it('has nothing under a key that was never put', async () => {
    expect(await (await open()).get('never')).toEqual({ kind: 'absent' });
  });

  it('gives back what was put: order and case of fields, bytes, instants', async () => {
    const store = await open();
    expect(await store.put('same', response)).toEqual({ kind: 'stored' });
    expect(await read(store, 'same')).toEqual(response);
  });

  it('holds a response without content', async () => {
    const store = await open();
    const empty = { ...response, headers: [], body: new Uint8Array() };
    await store.put('empty', empty);
    expect(await read(store, 'empty')).toEqual(empty);
  });

  it('replaces what was there', async () => {
    const store = await open();
    await store.put('twice', response);
    await store.put('twice', { ...response, status: 404 });
    expect(await read(store, 'twice')).toMatchObject({ status: 404 });
  });

  it('gives back what is no longer fresh: that is not its decision', async () => {
    const store = await open();
    await store.put('old', { ...response, freshUntil: 1 });
    expect(await read(store, 'old')).toMatchObject({ freshUntil: 1 });
  });

  it('tells any two keys apart', async () => {
    const store = await open();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), async (one, other) => {
        fc.pre(one !== other);
        await store.put(one, { ...response, status: 201 });
        await store.put(other, { ...response, status: 202 });
        expect(await read(store, one)).toMatchObject({ status: 201 });
      }),
      { numRuns: 20 },
    );
  });

  it('refuses what is larger than it can hold', async () => {
    const store = await open();
    expect(await store.put('large', { ...response, body: new Uint8Array(450_000) })).toEqual({ kind: 'too-large' });
    expect(await store.put('fits', { ...response, body: new Uint8Array(400_000) })).toEqual({ kind: 'stored' });
  });
}
