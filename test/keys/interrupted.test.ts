import { afterAll, describe, expect, it } from '@jest/globals';
import type { ApiKey } from '../../lib/keys/api-key.ts';
import { apiKeyValue, findApiKey, getApiKey, listApiKeys } from '../../lib/keys/api-keys.ts';
import { accessGateway, type GatewayAccess } from '../../lib/keys/gateway-access.ts';
import { grantQuota } from '../../lib/keys/grant-quota.ts';
import { type IssuedKey, issueKey } from '../../lib/keys/issue-key.ts';
import { moveKey } from '../../lib/keys/move-key.ts';
import { remainingQuota } from '../../lib/keys/quota.ts';
import { rotateKey } from '../../lib/keys/rotate-key.ts';
import { revokeKey } from '../../lib/keys/switch-key.ts';
import { syncKeys } from '../../lib/keys/sync-keys.ts';
import { findPlan, planOfKey } from '../../lib/keys/usage-plans.ts';
import { startBreakingProxy } from '../support/start-breaking-proxy.ts';
import { startPlansGateway } from '../support/start-plans-gateway.ts';

const gateway = await startPlansGateway();
const proxy = await startBreakingProxy(gateway.url);
afterAll(async () => {
  await proxy.close();
  await gateway.close();
});
const access = await accessGateway({ endpoint: gateway.url });
const weak = await accessGateway({ endpoint: proxy.url }, 1);
const [free, team] = [await findPlan(access, 'free'), await findPlan(access, 'team')];
const HOUR = 3_600_000;

/**
 * Breaks the connection after each call that `act` makes, so that what it did is done and its answer lost (before the next
 * call is the same); after each, a user whom it told nothing acts again.
 */
async function atEachCall<Setup>(
  prepare: () => Promise<Setup>,
  act: (over: GatewayAccess, setup: Setup) => Promise<unknown>,
  check: (setup: Setup, place: string) => Promise<void>,
): Promise<number> {
  for (let call = 1; ; call += 1) {
    const setup = await prepare();
    proxy.breakAfter(call);
    const broken = await act(weak, setup).then(
      () => false,
      () => true,
    );
    if (!broken) return call - 1;
    await act(access, setup);
    await check(setup, `after call ${call}`);
  }
}

async function keysOf(consumer: string): Promise<readonly ApiKey[]> {
  const keys: ApiKey[] = [];
  for await (const key of listApiKeys(access, consumer)) if (key.consumer === consumer) keys.push(key);
  return keys;
}

async function answered(keyId: string): Promise<number> {
  const headers = { 'x-api-key': await apiKeyValue(access, keyId) };
  return (await fetch(`${gateway.url}/hello`, { headers })).status;
}

let count = 0;
const newConsumer = async () => {
  count += 1;
  return `consumer-${count}-`;
};

async function issued(consumer: string, plan = free): Promise<ApiKey> {
  await issueKey(access, { plan, consumer, expiresAt: undefined, metadata: {} }, () => undefined);
  const [key] = await keysOf(consumer);
  if (key === undefined) throw new Error('not issued');
  return key;
}

describe('a command that breaks off at any of its calls, and is run again', () => {
  it('issues one key, handed over and ready', async () => {
    const handed: IssuedKey[] = [];
    const calls = await atEachCall(
      newConsumer,
      async (over, consumer) => {
        if (handed.some((key) => key.consumer === consumer)) return;
        const request = { plan: team, consumer, expiresAt: new Date(Date.now() + HOUR), metadata: { a: 'b' } };
        await issueKey(over, request, (key) => handed.push(key));
      },
      async (consumer, place) => {
        const keys = await keysOf(consumer);
        expect([place, keys]).toEqual([
          place,
          [expect.objectContaining({ consumer, isEnabled: true, metadata: { a: 'b' } })],
        ]);
        const ours = handed.filter((key) => key.consumer === consumer);
        expect([place, new Set(ours.map(({ id }) => id))]).toEqual([place, new Set(keys.map(({ id }) => id))]);
        expect([place, await answered(ours[0]?.id ?? '')]).toEqual([place, 200]);
      },
    );
    expect(calls).toBeGreaterThan(4);
    expect(await syncKeys(access, new Date())).toMatchObject({ repaired: 0 });
  });

  it('rotates to one key with the same rights, and ends the old one at the overlap', async () => {
    const now = new Date();
    const handed = new Set<string>();
    await atEachCall(
      async () => {
        const old = await issued(await newConsumer());
        await fetch(`${gateway.url}/hello`, { headers: { 'x-api-key': await apiKeyValue(access, old.id) } });
        return old;
      },
      // As the command does: the key as it is now.
      async (over, { id }) => {
        const old = await getApiKey(access, id);
        if (old !== undefined && !handed.has(id)) await rotateKey(over, old, HOUR, now, () => handed.add(id));
      },
      async ({ id, consumer }, place) => {
        const [old, next, ...more] = [...(await keysOf(consumer))].sort((one) => (one.id === id ? -1 : 1));
        expect([place, more]).toEqual([place, []]);
        expect(old).toMatchObject({ id, successor: next?.id, expiresAt: new Date(now.getTime() + HOUR) });
        expect(next?.expiresAt).toBe(undefined);
        expect([place, await remainingQuota(access, free, next?.id ?? '', now)]).toEqual([place, 9]);
        expect([place, await answered(id), await answered(next?.id ?? '')]).toEqual([place, 200, 200]);
      },
    );
    expect(await syncKeys(access, new Date())).toMatchObject({ repaired: 0 });
  });

  it('moves a key to the other plan', async () => {
    await atEachCall(
      async () => issued(await newConsumer()),
      (over, key) => moveKey(over, key, team, Date.now),
      async ({ id }, place) => {
        expect([place, (await planOfKey(access, id))?.name]).toEqual([place, 'team']);
        expect([place, (await getApiKey(access, id))?.unfinished]).toEqual([place, undefined]);
      },
    );
    expect(await syncKeys(access, new Date())).toMatchObject({ repaired: 0 });
  });

  it.each([false, true])('revokes a key that is named by its consumer, deleted: %p', async (isDeleted) => {
    await atEachCall(
      async () => issued(await newConsumer()),
      async (over, { consumer }) => {
        const key = await findApiKey(access, consumer).catch(() => undefined);
        if (key !== undefined) await revokeKey(over, key, new Date(), isDeleted);
      },
      async ({ id }, place) => {
        const key = await getApiKey(access, id);
        expect([place, key?.isEnabled, key?.revokedAt]).toEqual([
          place,
          isDeleted ? undefined : false,
          isDeleted ? undefined : expect.any(Date),
        ]);
      },
    );
    expect(await syncKeys(access, new Date())).toMatchObject({ repaired: 0 });
  });

  it('grants what was asked for once', async () => {
    const now = new Date();
    const told = new Set<string>();
    await atEachCall(
      async () => issued(await newConsumer()),
      async (over, { id }) => {
        const key = await getApiKey(access, id);
        // Who has read that it is done does not ask again.
        if (key !== undefined && !told.has(id)) await grantQuota(over, key, free, 5, now, () => told.add(id));
      },
      async ({ id }, place) => {
        expect([place, await remainingQuota(access, free, id, now)]).toEqual([place, 15]);
      },
    );
  });
});
