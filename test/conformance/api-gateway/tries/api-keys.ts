import {
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  GetApiKeysCommand,
  GetUsagePlanKeysCommand,
  UpdateApiKeyCommand,
  UpdateUsagePlanCommand,
} from '@aws-sdk/client-api-gateway';
import { controlled, observed } from '../observed.ts';
import { KEYS } from '../plans.ts';
import type { World } from '../world.ts';
import type { Tries } from './try.ts';

async function newPlan({ sdk }: World): Promise<string> {
  const { id = '' } = await sdk.send(new CreateUsagePlanCommand({ name: 'made by a case' }));
  return id;
}

const addStage = (value: (world: World) => string | undefined) => async (world: World) => {
  const usagePlanId = await newPlan(world);
  const stage = value(world);
  const patch = { op: 'add' as const, path: '/apiStages', ...(stage !== undefined && { value: stage }) };
  const update = new UpdateUsagePlanCommand({ usagePlanId, patchOperations: [patch] });
  return controlled(world.sdk.send(update), 200);
};

const createKey =
  (input: object) =>
  async ({ sdk }: World) => {
    const seen = await controlled(sdk.send(new CreateApiKeyCommand(input)), 201);
    return seen;
  };

export const API_KEYS: Tries = {
  'key-ok': async (world) =>
    observed(await world.call('Keyed', 'GET /dev/test', { headers: { 'x-api-key': KEYS.ok } })),
  'quota-exceeded': async (world) => {
    const headers = { 'x-api-key': KEYS.usedUp };
    await world.call('UsedUp', 'GET /dev/test', { headers });
    return observed(await world.call('UsedUp', 'GET /dev/test', { headers }));
  },
  throttled: async (world) => observed(await world.call('Throttled', 'GET /dev/test')),
  'keys-default-disabled': createKey({ name: 'a' }),
  'key-create': createKey({ name: 'a', enabled: true }),
  'key-value-empty': async (world) => {
    const seen = await createKey({ value: '' })(world);
    const { value } = seen.body as { readonly value?: string };
    return { ...seen, 'body.value': /^\w{40}$/.test(value ?? '') ? 'generated' : value };
  },
  'key-value-long': createKey({ value: 'x'.repeat(129) }),
  'key-immutable': async ({ sdk }) => {
    const { id } = await sdk.send(new CreateApiKeyCommand({}));
    const patchOperations = [{ op: 'replace' as const, path: '/id', value: 'x' }];
    return controlled(sdk.send(new UpdateApiKeyCommand({ apiKey: id, patchOperations })), 200);
  },
  'keys-list-no-values': async ({ sdk }) => {
    const { items = [] } = await sdk.send(new GetApiKeysCommand({}));
    return {
      status: 200,
      'body.items[].value': items.length > 1 ? items.find(({ value }) => value)?.value : 'no keys',
    };
  },
  'plan-create': async ({ sdk, id }) => {
    const create = new CreateUsagePlanCommand({
      name: 'a',
      description: 'b',
      apiStages: [{ apiId: id('Keyed'), stage: 'dev' }],
      quota: { limit: 10, offset: 0, period: 'DAY' },
      throttle: { rateLimit: 2, burstLimit: 1 },
    });
    return controlled(sdk.send(create), 201);
  },
  'plan-burst-gt-rate': async ({ sdk }) =>
    controlled(sdk.send(new CreateUsagePlanCommand({ name: 'a', throttle: { rateLimit: 10, burstLimit: 20 } })), 201),
  'plan-update-stage-empty': addStage(() => undefined),
  'plan-update-stage-unknown': addStage(({ id }) => `${id('Keyed')}:fakestagename`),
  'plan-update-wrong-id': async ({ sdk }) =>
    controlled(sdk.send(new UpdateUsagePlanCommand({ usagePlanId: 'unknown', patchOperations: [] })), 200),
  'plan-keys-unknown-plan': async ({ sdk }) =>
    controlled(sdk.send(new GetUsagePlanKeysCommand({ usagePlanId: 'unknown' })), 200),
};
