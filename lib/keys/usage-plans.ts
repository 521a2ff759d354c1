/** EDGE: usage plans of one stage, and which keys are in them. */
import {
  type UsagePlan as AwsUsagePlan,
  ConflictException,
  CreateUsagePlanKeyCommand,
  DeleteUsagePlanKeyCommand,
  GetUsagePlanKeyCommand,
  NotFoundException,
  paginateGetUsagePlanKeys,
  paginateGetUsagePlans,
  type QuotaPeriodType,
} from '@aws-sdk/client-api-gateway';
import { DEFAULT_PLAN_TAG, KEY_LIFETIME_TAG } from '../../lambdas/core/keys/key-tags.ts';
import { askAws } from '../aws/ask-aws.ts';
import { nearestWord } from '../compiler/nearest-word.ts';
import { UserError } from '../errors.ts';
import type { GatewayAccess } from './gateway-access.ts';

export interface UsagePlan {
  readonly id: string;
  readonly name: string;
  readonly quota: { readonly limit: number; readonly period: QuotaPeriodType } | undefined;
  /** Seconds that its keys count at most. */
  readonly keyLifetime: number | undefined;
  /** Of callers without a key of their own. */
  readonly isDefault: boolean;
}

export interface PlanKey {
  readonly id: string;
  readonly name: string;
  readonly value: string;
}

const PAGE = 500;

/** @param keyId only plans that this key is in */
export async function usagePlans(access: GatewayAccess, keyId?: string): Promise<readonly UsagePlan[]> {
  const plans: AwsUsagePlan[] = [];
  await askAws('list usage plans', async () => {
    const query = keyId === undefined ? {} : { keyId };
    for await (const { items = [] } of paginateGetUsagePlans({ client: access.gateway, pageSize: PAGE }, query))
      plans.push(...items);
  });
  const { apiId, stage } = access;
  return plans
    .filter(({ apiStages = [] }) => apiStages.some((one) => one.apiId === apiId && one.stage === stage))
    .map(readPlan)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

export async function findPlan(access: GatewayAccess, name: string): Promise<UsagePlan> {
  const plans = await usagePlans(access);
  const plan = plans.find((one) => one.name === name);
  if (plan !== undefined) return plan;
  const names = plans.map((one) => one.name);
  const nearest = nearestWord(name, names);
  const advice =
    nearest === undefined ? `expected one of: ${names.join(', ') || 'none'}` : `did you mean "${nearest}"?`;
  throw new UserError(
    'PLAN_NOT_FOUND',
    `the stage "${access.stage}" has no usage plan "${name}", ${advice} (plans come from x-gateway.plans of the document)`,
  );
}

/** A key is in one plan at most for each stage (developer guide, usage plans). */
export async function planOfKey(access: GatewayAccess, keyId: string): Promise<UsagePlan | undefined> {
  const [plan] = await usagePlans(access, keyId);
  return plan;
}

export async function attachKey({ gateway }: GatewayAccess, planId: string, keyId: string): Promise<void> {
  await askAws(`put API key ${keyId} into a plan`, async () => {
    try {
      await gateway.send(new CreateUsagePlanKeyCommand({ usagePlanId: planId, keyId, keyType: 'API_KEY' }));
    } catch (error) {
      // In this plan already, or in another one of the stage: the look tells which.
      if (!(error instanceof ConflictException) || !(await isAttached(gateway, planId, keyId))) throw error;
    }
  });
}

export async function detachKey({ gateway }: GatewayAccess, planId: string, keyId: string): Promise<void> {
  await askAws(`take API key ${keyId} out of a plan`, async () => {
    try {
      await gateway.send(new DeleteUsagePlanKeyCommand({ usagePlanId: planId, keyId }));
    } catch (error) {
      if (!(error instanceof NotFoundException)) throw error;
    }
  });
}

/** With their values, as API Gateway lists them. */
export async function* keysOfPlan({ gateway }: GatewayAccess, planId: string): AsyncGenerator<PlanKey> {
  const pages = paginateGetUsagePlanKeys({ client: gateway, pageSize: PAGE }, { usagePlanId: planId });
  for (;;) {
    const page = await askAws('list the keys of a plan', () => pages.next());
    if (page.done) return;
    for (const { id = '', name = '', value = '' } of page.value.items ?? []) yield { id, name, value };
  }
}

async function isAttached(gateway: GatewayAccess['gateway'], planId: string, keyId: string): Promise<boolean> {
  try {
    await gateway.send(new GetUsagePlanKeyCommand({ usagePlanId: planId, keyId }));
    return true;
  } catch (error) {
    if (error instanceof NotFoundException) return false;
    throw error;
  }
}

function readPlan({ id = '', name = '', quota, tags = {} }: AwsUsagePlan): UsagePlan {
  const { limit, period } = quota ?? {};
  const lifetime = Number(tags[KEY_LIFETIME_TAG]);
  return {
    id,
    name,
    quota: limit === undefined || period === undefined ? undefined : { limit, period },
    keyLifetime: lifetime > 0 ? lifetime : undefined,
    isDefault: tags[DEFAULT_PLAN_TAG] === 'true',
  };
}
