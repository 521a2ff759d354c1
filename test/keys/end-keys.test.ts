import { afterAll, expect, it } from '@jest/globals';
import { apiKeys } from '../../lambdas/adapters/api-keys.ts';
import { createDynamoDbClient } from '../../lambdas/adapters/dynamodb-client.ts';
import { dueKeys } from '../../lambdas/adapters/expiry-table.ts';
import { endKeys } from '../../lambdas/keys/end-keys.ts';
import { apiKeyValue, findApiKey } from '../../lib/keys/api-keys.ts';
import { accessGateway } from '../../lib/keys/gateway-access.ts';
import { type IssuedKey, issueKey } from '../../lib/keys/issue-key.ts';
import { rotateKey } from '../../lib/keys/rotate-key.ts';
import { findPlan } from '../../lib/keys/usage-plans.ts';
import { startPlansGateway } from '../support/start-plans-gateway.ts';

const gateway = await startPlansGateway();
afterAll(() => gateway.close());
const access = await accessGateway({ endpoint: gateway.url });
const plan = await findPlan(access, 'team');
const environment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'x',
  AWS_ENDPOINT_URL_API_GATEWAY: gateway.url,
  AWS_ENDPOINT_URL_DYNAMODB: gateway.url,
};
const client = createDynamoDbClient(environment, 5000);
const MINUTE = 60_000;

/** As the function does by the minute. */
async function run(now: number) {
  const due = await dueKeys(client, access.stateTable, now);
  if (due === undefined) throw new Error('the table does not answer');
  return endKeys(apiKeys(environment), due, now);
}

async function issue(consumer: string, expiresAt?: Date): Promise<IssuedKey> {
  const keys: IssuedKey[] = [];
  await issueKey(access, { plan, consumer, expiresAt, metadata: {} }, (key) => keys.push(key));
  return keys[0] as IssuedKey; // handed over
}

const status = async (id: string) =>
  (await fetch(`${gateway.url}/hello`, { headers: { 'x-api-key': await apiKeyValue(access, id) } })).status;

it('ends a key at its time and a rotated one after the overlap, neither before nor again', async () => {
  const now = Date.now();
  const [expiring, lasting] = [await issue('expiring', new Date(now + 30 * MINUTE)), await issue('lasting')];
  await rotateKey(access, await findApiKey(access, 'lasting'), 90 * MINUTE, new Date(now), () => undefined);
  const successor = await findApiKey(access, 'lasting');

  expect(await run(now + 29 * MINUTE)).toEqual({ disabled: [], left: 0 });
  expect([await status(expiring.id), await status(lasting.id)]).toEqual([200, 200]);
  expect(await run(now + 31 * MINUTE)).toEqual({ disabled: [expiring.id], left: 0 });
  expect([await status(expiring.id), await status(lasting.id)]).toEqual([403, 200]);
  expect(await run(now + 32 * MINUTE)).toEqual({ disabled: [], left: 0 });
  // Three days without a run.
  const later = now + 3 * 24 * 60 * MINUTE;
  const runs = [await run(later), await run(later), await run(later)];
  expect(runs.flatMap(({ disabled }) => disabled)).toEqual([lasting.id]);
  expect([await status(lasting.id), await status(successor.id)]).toEqual([403, 200]);
});

it('leaves a key alone whose end was put off, and one that is gone', async () => {
  const at = Date.now() + 5 * MINUTE;
  const { id } = await issue('put-off', new Date(at));
  const { tagApiKey, deleteApiKey } = await import('../../lib/keys/api-keys.ts');
  await tagApiKey(access, id, { 'gatewright:expires': new Date(at + 60 * MINUTE).toISOString() });
  const gone = await issue('gone', new Date(at));
  await deleteApiKey(access, gone.id);
  expect(await run(at + MINUTE)).toEqual({ disabled: [], left: 0 });
  expect(await status(id)).toBe(200);
});

it('tries again at the next run where API Gateway or the table does not answer', async () => {
  const at = Date.now() + 5 * MINUTE;
  const { id } = await issue('unlucky', new Date(at));
  const due = await dueKeys(client, access.stateTable, at);
  if (due === undefined) throw new Error('the table does not answer');
  const nowhere = apiKeys({ ...environment, AWS_ENDPOINT_URL_API_GATEWAY: 'http://127.0.0.1:1' });
  expect(await endKeys(nowhere, due, at)).toMatchObject({ disabled: [], left: due.keys.length });
  const deaf = createDynamoDbClient({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' }, 100);
  expect(await dueKeys(deaf, access.stateTable, at)).toBe(undefined);
  expect((await run(at)).disabled).toContain(id);
});
