import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RowStore } from '../../../lambdas/core/caching/rows.ts';
import type { HeaderField } from '../../../lambdas/core/messages.ts';
import type { CachePolicy } from '../../../lambdas/core/router-config.ts';
import { cacheOver } from '../../../lambdas/router/caching/cache.ts';
import type { Drop } from '../../../lambdas/router/caching/drop.ts';
import { dropAgain } from '../../../lambdas/router/caching/drop-again.ts';
import { bodyOf, cachedGateway, ownClock } from '../../support/cached-gateway.ts';
import { operation, proxied } from '../../support/router-config.ts';
import { rowsInMemory } from '../../support/rows-in-memory.ts';

ownClock();

interface Sent {
  readonly caller?: string;
  readonly headers?: readonly HeaderField[];
  readonly method?: string;
}

/** A gateway's cache before a target that answers with who asked, and with what it saw of the request. */
function gateway(
  rows: RowStore,
  policy: CachePolicy,
  respond: () => readonly HeaderField[],
  { secured = true, version = (): number => 0 } = {},
) {
  const cached = proxied('target', '/a', { cache: policy });
  const operations = [operation('GET /a', cached, { secured }), operation('POST /a', proxied('target', '/a'))];
  const ask = cachedGateway(rows, operations, (_, sent) => ({
    headers: respond(),
    body: JSON.stringify([sent.caller?.subject ?? 'nobody', sent.headers, version()]),
  }));
  return async ({ caller, headers = [], method = 'GET' }: Sent): Promise<string> => {
    const known = caller && { issuer: 'i', subject: caller, apiKeyId: '', claims: { tenant: caller[0] } };
    return bodyOf(await ask({ method, headers, ...(known && { caller: known }) }));
  };
}

const ownerOf = (body: string): string => JSON.parse(body)[0];

const cacheControl = fc
  .subarray([
    'max-age=60',
    'private',
    'no-cache',
    'stale-while-revalidate=60',
    'stale-if-error=60',
    'immutable',
    'proxy-revalidate',
  ])
  .map((directives): HeaderField => ['Cache-Control', directives.join(', ')]);
const responseFields = fc.tuple(
  cacheControl,
  fc.subarray<HeaderField>([
    ['ETag', '"a"'],
    ['Vary', 'Accept'],
    ['Vary', 'x-a, Authorization'],
    ['Last-Modified', 'Mon, 23 Nov 2020 12:00:00 GMT'],
    ['Expires', 'Mon, 23 Nov 2099 12:00:00 GMT'],
  ]),
);
const requestFields = fc.array(
  fc.tuple(
    fc.constantFrom('Accept', 'x-a', 'Authorization', 'Cookie', 'If-None-Match'),
    fc.constantFrom('1', '2', 'Bearer x'),
  ),
  { maxLength: 3 },
);
const asking = fc.record({ caller: fc.constantFrom('ann', 'bob', 'abe'), headers: requestFields });
const requests = fc.array(asking, { minLength: 2, maxLength: 6 });

describe('two callers of a secured operation', () => {
  it('never see each other’s response, whatever they send, unless it says that it is for all', async () => {
    await fc.assert(
      fc.asyncProperty(requests, responseFields, async (sequence, [directives, others]) => {
        const ask = gateway(rowsInMemory(), { ttl: 60_000, staleIfError: 1000 }, () => [directives, ...others]);
        for (const sent of sequence) expect(ownerOf(await ask(sent))).toBe(sent.caller);
      }),
    );
  });

  it('never see each other’s private response, though each sees its own again', async () => {
    const policy: CachePolicy = { private: true, ttl: 60_000 };
    await fc.assert(
      fc.asyncProperty(requests, responseFields, async (sequence, [directives, others]) => {
        const ask = gateway(rowsInMemory(), policy, () => [directives, ...others]);
        for (const sent of sequence) {
          const body = await ask(sent);
          if (body !== '') expect(ownerOf(body)).toBe(sent.caller);
        }
      }),
    );
    const ask = gateway(rowsInMemory(), policy, () => []);
    const [first, second] = [
      await ask({ caller: 'ann', headers: [['a', '1']] }),
      await ask({ caller: 'ann', headers: [['a', '2']] }),
    ];
    expect(second).toBe(first);
  });

  it('share within a claim, and never across', async () => {
    const ask = gateway(rowsInMemory(), { claims: ['tenant'], ttl: 60_000 }, () => []);
    const owners = [];
    for (const caller of ['ann', 'abe', 'bob']) owners.push(ownerOf(await ask({ caller })));
    expect(owners).toEqual(['ann', 'ann', 'bob']);
  });

  it('share what says that it is for all', async () => {
    const ask = gateway(rowsInMemory(), {}, () => [['Cache-Control', 'public, max-age=60']]);
    expect([ownerOf(await ask({ caller: 'ann' })), ownerOf(await ask({ caller: 'bob' }))]).toEqual(['ann', 'ann']);
  });

  it('share nothing with a caller that nobody knows', async () => {
    const ask = gateway(rowsInMemory(), { private: true, claims: [], ttl: 60_000 }, () => [], { secured: false });
    await ask({ caller: 'ann' });
    expect(ownerOf(await ask({}))).toBe('nobody');
    expect(ownerOf(await ask({ headers: [['Authorization', 'x']] }))).toBe('nobody');
  });
});

/** The process ends after so many writes: what comes then is lost. */
function endingAfter(rows: RowStore, writes: number): RowStore {
  let left = writes;
  return {
    read: rows.read,
    write: async (key, row, after) =>
      left-- > 0 ? rows.write(key, row, after) : { kind: 'unavailable', reason: 'ended' },
  };
}

describe('a process that ends between any two writes', () => {
  it.each(Array.from({ length: 18 }, (_, writes) => writes))(
    'leaves no wrong response to be served (after %i)',
    async (writes) => {
      const rows = rowsInMemory();
      let current = 0;
      const respond = () => [['Cache-Control', 'max-age=60'] as const, ['Vary', 'x-a'] as const];
      const options = { secured: false, version: () => current };
      const kind = (value: string): Sent => ({ headers: [['x-a', value]] });
      const dying = gateway(endingAfter(rows, writes), {}, respond, options);
      for (const sent of [kind('1'), {}, kind('2')]) await dying(sent);
      current = 1;
      await dying({ method: 'POST' });
      for (const sent of [kind('1'), kind('2'), {}]) await dying(sent);
      const healthy = gateway(rows, {}, respond, options);
      for (const sent of [kind('1'), kind('2'), kind('3'), {}]) {
        const [, headers, version] = JSON.parse(await healthy(sent));
        expect(headers).toEqual(sent.headers ?? []);
        // Its last write of the first part lets go of all that was before.
        if (writes >= WRITES_BEFORE) expect(version).toBe(1);
      }
    },
  );

  describe('while it lets go of several URIs', () => {
    const PATHS = ['/a', '/b', '/c'];
    const operations = [
      ...PATHS.map((path) => operation(`GET ${path}`, proxied('target', path, { cache: {} }))),
      operation('POST /a', proxied('target', '/a')),
    ];
    /** For each path, a lease and a response. */
    const BEFORE = 2 * PATHS.length;
    const changing: readonly HeaderField[] = [
      ['Location', '/b'],
      ['Content-Location', '/c'],
    ];

    /** One that stores everything, then changes it and ends after so many writes of that. */
    async function diedAfter(writes: number) {
      const rows = rowsInMemory();
      let version = 0;
      const owed: Drop[] = [];
      const open = (store: RowStore) =>
        cachedGateway(
          store,
          operations,
          ({ method, path }) => ({
            headers: method === 'POST' ? changing : [['Cache-Control', 'max-age=60']],
            body: JSON.stringify([path, version]),
          }),
          { dropLater: (drops) => owed.push(...drops) },
        );
      const dying = open(endingAfter(rows, BEFORE + writes));
      for (const path of PATHS) await dying({ path });
      version = 1;
      await dying({ method: 'POST' });
      const healthy = open(rows);
      const versions = async () => {
        const bodies = [];
        for (const path of PATHS) bodies.push(JSON.parse(bodyOf(await healthy({ path }))));
        expect(bodies.map(([path]) => path)).toEqual(PATHS);
        return bodies.map(([, one]) => one);
      };
      return { rows, owed, healthy, versions };
    }

    it.each([0, 1, 2, 3])('leaves nothing of before once the request is answered (after %i)', async (writes) => {
      const { healthy, versions } = await diedAfter(writes);
      // Nobody was told that it succeeded: what there is may be of before.
      expect(await versions()).toEqual(PATHS.map((_, index) => (index < writes ? 1 : 0)));
      await healthy({ method: 'POST' });
      expect(await versions()).toEqual([1, 1, 1]);
    });

    it.each([0, 1, 2, 3])('owes the rest to the table where that fails (after %i)', async (writes) => {
      const { rows, owed, versions } = await diedAfter(writes);
      expect(owed).toHaveLength(PATHS.length - writes);
      await dropAgain(cacheOver(rows), { drops: owed });
      expect(await versions()).toEqual([1, 1, 1]);
    });
  });

  /** A lease, a variant and what leads to it; for the two others a lease and a variant each; the tombstone. */
  const WRITES_BEFORE = 3 + 2 + 2 + 1;
});
