import { UNFINISHED_TAG } from '../../lambdas/core/keys/key-tags.ts';
import type { ApiKey } from './api-key.ts';
import { tagApiKey, untagApiKey } from './api-keys.ts';
import type { GatewayAccess } from './gateway-access.ts';
import { day, firstDay, needsQuota, remainingQuota, setRemainingQuota } from './quota.ts';
import type { UsagePlan } from './usage-plans.ts';

/**
 * Adds requests to what a key has left in this period. API Gateway only takes what shall remain: that is noted on the key
 * first, so that a call that was interrupted is finished by the next one and not added to it.
 * @param tell hears what remains then: who has heard it must not ask again
 */
export async function grantQuota(
  access: GatewayAccess,
  key: ApiKey,
  plan: UsagePlan,
  extra: number,
  now: Date,
  tell: (remaining: number) => void,
): Promise<void> {
  const task = `grant ${extra} from ${firstDay(needsQuota(plan).period, now)} on ${day(now)} to `;
  const noted = key.unfinished?.startsWith(task) ? Number(key.unfinished.slice(task.length)) : undefined;
  const remaining = noted ?? ((await remainingQuota(access, plan, key.id, now)) ?? 0) + extra;
  await tagApiKey(access, key.id, { [UNFINISHED_TAG]: task + remaining });
  await setRemainingQuota(access, plan, key.id, remaining);
  tell(remaining);
  await untagApiKey(access, key.id, [UNFINISHED_TAG]);
}
