import { EXPIRES_TAG, UNFINISHED_TAG } from '../../lambdas/core/keys/key-tags.ts';
import type { ApiKey } from './api-key.ts';
import { apiKeyValue, tagApiKey, untagApiKey } from './api-keys.ts';
import { endOfKey } from './end-of-key.ts';
import type { GatewayAccess } from './gateway-access.ts';
import { writeRecords } from './key-records.ts';
import { attachKey, detachKey, planOfKey, type UsagePlan } from './usage-plans.ts';

export interface Move {
  /** `undefined`: it was in none. */
  readonly from: string | undefined;
  /** Milliseconds for which the key was in no plan, and so refused. */
  readonly gap: number;
}

/**
 * Puts a key into another plan. API Gateway lets it be in one only, so it is in none in between; a tag remembers where it
 * was to go, so that after an interruption any further move finds it.
 */
export async function moveKey(access: GatewayAccess, key: ApiKey, plan: UsagePlan, clock: () => number): Promise<Move> {
  const before = await planOfKey(access, key.id);
  let gap = 0;
  if (before?.id !== plan.id) {
    await tagApiKey(access, key.id, { [UNFINISHED_TAG]: `move ${plan.id}` });
    const start = clock();
    if (before !== undefined) await detachKey(access, before.id, key.id);
    await attachKey(access, plan.id, key.id);
    if (before !== undefined) gap = clock() - start;
  }
  const { id, consumer } = key;
  const expiresAt = endOfKey(plan, key.createdAt, key.expiresAt);
  if (expiresAt && expiresAt.getTime() !== key.expiresAt?.getTime())
    await tagApiKey(access, id, { [EXPIRES_TAG]: expiresAt.toISOString() });
  await writeRecords(access, [{ id, consumer, plan, expiresAt, value: await apiKeyValue(access, id) }]);
  await untagApiKey(access, id, [UNFINISHED_TAG]);
  return { from: before?.name, gap };
}
