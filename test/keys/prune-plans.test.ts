import { GetUsagePlansCommand } from '@aws-sdk/client-api-gateway';
import { afterAll, expect, it } from '@jest/globals';
import { accessGateway } from '../../lib/keys/gateway-access.ts';
import { issueKey } from '../../lib/keys/issue-key.ts';
import { listKeys } from '../../lib/keys/list-keys.ts';
import { finishRemovals, removePlan, stagePlans } from '../../lib/keys/prune-plans.ts';
import { findPlan } from '../../lib/keys/usage-plans.ts';
import { startBreakingProxy } from '../support/start-breaking-proxy.ts';
import { startPlansGateway } from '../support/start-plans-gateway.ts';

const gateway = await startPlansGateway();
afterAll(() => gateway.close());
const access = await accessGateway({ endpoint: gateway.url });

it('tells plans that left the document, deletes them and keeps their keys, whatever interrupts it', async () => {
  const [free, team] = [await findPlan(access, 'free'), await findPlan(access, 'team')];
  await issueKey(access, { plan: free, consumer: 'acme', expiresAt: undefined, metadata: {} }, () => undefined);
  expect(await stagePlans(access, ['team'])).toMatchObject([
    { name: 'free', keys: 1, isOrphaned: true },
    { name: 'team', keys: 0, isOrphaned: false },
  ]);
  await removePlan(access, free.id);
  expect(await stagePlans(access, ['team'])).toMatchObject([{ name: 'team' }]);
  const keys = [];
  for await (const key of listKeys(access, { all: true })) keys.push(key);
  expect(keys).toMatchObject([{ consumer: 'acme', plan: undefined, isEnabled: true }]);

  const proxy = await startBreakingProxy(gateway.url);
  const weak = await accessGateway({ endpoint: proxy.url }, 1);
  proxy.breakAfter(2); // off the stage, and not deleted
  await expect(removePlan(weak, team.id)).rejects.toThrow(`cannot take the plan ${team.id} off the stage`);
  await proxy.close();
  const planIds = async () => (await access.gateway.send(new GetUsagePlansCommand({}))).items?.map(({ id }) => id);
  expect(await planIds()).toEqual([team.id]);
  await finishRemovals(access);
  expect(await planIds()).toEqual([]);
});
