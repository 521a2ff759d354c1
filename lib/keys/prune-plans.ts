import {
  DeleteUsagePlanCommand,
  NotFoundException,
  paginateGetUsagePlans,
  TagResourceCommand,
  UpdateUsagePlanCommand,
} from '@aws-sdk/client-api-gateway';
import { UNFINISHED_TAG } from '../../lambdas/core/keys/key-tags.ts';
import { usagePlanArn } from '../../lambdas/core/keys/resource-arn.ts';
import { askAws } from '../aws/ask-aws.ts';
import type { GatewayAccess } from './gateway-access.ts';
import { keysOfPlan, type UsagePlan, usagePlans } from './usage-plans.ts';

export interface StagePlan extends UsagePlan {
  readonly keys: number;
  /** It has left the document, and lives on with its keys (decision 10). */
  readonly isOrphaned: boolean;
}

/** @param names of the document's plans */
export async function stagePlans(access: GatewayAccess, names: readonly string[]): Promise<readonly StagePlan[]> {
  const plans: StagePlan[] = [];
  for (const plan of await usagePlans(access)) {
    let keys = 0;
    for await (const _ of keysOfPlan(access, plan.id)) keys += 1;
    plans.push({ ...plan, keys, isOrphaned: !names.includes(plan.name) });
  }
  return plans;
}

/**
 * Takes a plan off the stage, and deletes it where no other stage has it; its keys stay, in no plan of this stage. A tag
 * says that it is to go, so that a call that was interrupted in between is finished by the next one.
 */
export async function removePlan(access: GatewayAccess, planId: string): Promise<void> {
  const { gateway, region, apiId, stage } = access;
  const tags = { [UNFINISHED_TAG]: pruneTask(access) };
  await askAws(`tag the plan ${planId}`, () =>
    gateway.send(new TagResourceCommand({ resourceArn: usagePlanArn(region, planId), tags })),
  );
  const patchOperations = [{ op: 'remove' as const, path: '/apiStages', value: `${apiId}:${stage}` }];
  const { apiStages = [] } = await askAws(`take the plan ${planId} off the stage`, () =>
    gateway.send(new UpdateUsagePlanCommand({ usagePlanId: planId, patchOperations })),
  );
  if (apiStages.length === 0) await deletePlan(access, planId);
}

/** What an interrupted call has taken off the stage and not deleted. */
export async function finishRemovals(access: GatewayAccess): Promise<void> {
  const pages = paginateGetUsagePlans({ client: access.gateway, pageSize: 500 }, {});
  for (;;) {
    const page = await askAws('list usage plans', () => pages.next());
    if (page.done) return;
    for (const { id = '', apiStages = [], tags } of page.value.items ?? [])
      if (tags?.[UNFINISHED_TAG] === pruneTask(access) && apiStages.length === 0) await deletePlan(access, id);
  }
}

const pruneTask = ({ apiId, stage }: GatewayAccess): string => `prune ${apiId}/${stage}`;

async function deletePlan({ gateway }: GatewayAccess, planId: string): Promise<void> {
  await askAws(`delete the plan ${planId}`, async () => {
    try {
      await gateway.send(new DeleteUsagePlanCommand({ usagePlanId: planId }));
    } catch (error) {
      if (!(error instanceof NotFoundException)) throw error;
    }
  });
}
