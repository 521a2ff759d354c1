import { REVOKED_TAG } from '../../lambdas/core/keys/key-tags.ts';
import { UserError } from '../errors.ts';
import type { ApiKey } from './api-key.ts';
import { apiKeyValue, deleteApiKey, enableApiKey, tagApiKey } from './api-keys.ts';
import type { GatewayAccess } from './gateway-access.ts';
import { writeRecords } from './key-records.ts';
import { planOfKey } from './usage-plans.ts';

export async function disableKey(access: GatewayAccess, { id }: ApiKey): Promise<void> {
  await enableApiKey(access, id, false);
}

export async function enableKey(access: GatewayAccess, key: ApiKey, now: Date): Promise<void> {
  const { id, revokedAt, expiresAt } = key;
  const ended =
    revokedAt !== undefined
      ? `was revoked at ${revokedAt.toISOString()}`
      : expiresAt !== undefined && expiresAt <= now && `expired at ${expiresAt.toISOString()}`;
  if (ended) throw new UserError('KEY_SETTLED', `API key ${id} ${ended} and stays so: issue a new one`);
  await enableApiKey(access, id, true);
}

/**
 * For good: it is kept, disabled, for who asks later, unless it is to be deleted. By its consumer nobody finds it any more
 * once it bears the tag, so that comes last.
 */
export async function revokeKey(access: GatewayAccess, key: ApiKey, now: Date, isDeleted: boolean): Promise<void> {
  // First what refuses its next request.
  await enableApiKey(access, key.id, false);
  const end = key.revokedAt ?? now;
  const plan = await planOfKey(access, key.id);
  if (plan !== undefined) {
    const value = await apiKeyValue(access, key.id);
    // The authorizer refuses what has ended, whatever API Gateway still remembers of the key.
    await writeRecords(access, [{ id: key.id, value, consumer: key.consumer, plan, expiresAt: end }]);
  }
  if (isDeleted) await deleteApiKey(access, key.id);
  else await tagApiKey(access, key.id, { [REVOKED_TAG]: end.toISOString() });
}
