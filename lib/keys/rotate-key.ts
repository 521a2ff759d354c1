import { EXPIRES_TAG, SUCCESSOR_TAG } from '../../lambdas/core/keys/key-tags.ts';
import { UserError } from '../errors.ts';
import type { ApiKey } from './api-key.ts';
import { apiKeyValue, getApiKey, tagApiKey } from './api-keys.ts';
import { endOfKey } from './end-of-key.ts';
import type { GatewayAccess } from './gateway-access.ts';
import { type IssuedKey, issueKey } from './issue-key.ts';
import { writeRecords } from './key-records.ts';
import { remainingQuota, setRemainingQuota } from './quota.ts';
import { planOfKey, type UsagePlan } from './usage-plans.ts';

/** A new key takes up to two minutes to work everywhere, and whoever gets it needs some time to use it. */
export const SHORTEST_OVERLAP = 5 * 60_000;

/**
 * Issues a key in another one's place: same consumer, plan, metadata and remaining quota. The old one works on for `overlap`
 * milliseconds. Called again after an interruption, it goes on with the same new key.
 */
export async function rotateKey(
  access: GatewayAccess,
  old: ApiKey,
  overlap: number,
  now: Date,
  handOver: (key: IssuedKey) => void,
): Promise<void> {
  await refuseSettled(access, old, now);
  const plan = await planNeeded(access, old);
  const remaining = await remainingQuota(access, plan, old.id, now);
  const { consumer, description, metadata } = old;
  const request = { plan, consumer, description, metadata, expiresAt: endOfKey(plan, now, laterExpiry(old, plan)) };
  await issueKey(access, request, handOver, {
    task: `rotate ${old.id}`,
    before: async (id) => {
      if (remaining !== undefined) await setRemainingQuota(access, plan, id, remaining);
      await retire(access, old, plan, id, new Date(now.getTime() + overlap));
    },
  });
}

/** Milliseconds by which API Gateway's clock may be another one. */
const MINUTE = 60_000;

/** The new key ends when the old one was to end by itself, unless that was for its age. */
function laterExpiry({ successor, createdAt, expiresAt }: ApiKey, plan: UsagePlan): Date | undefined {
  if (successor !== undefined || expiresAt === undefined) return undefined;
  const byAge = endOfKey(plan, createdAt, undefined);
  return byAge !== undefined && expiresAt.getTime() > byAge.getTime() - MINUTE ? undefined : expiresAt;
}

async function retire(access: GatewayAccess, old: ApiKey, plan: UsagePlan, successor: string, end: Date) {
  // What ended sooner still does; an interrupted rotation has set the end already.
  const expiresAt = old.expiresAt !== undefined && old.expiresAt < end ? old.expiresAt : end;
  await tagApiKey(access, old.id, { [EXPIRES_TAG]: expiresAt.toISOString(), [SUCCESSOR_TAG]: successor });
  const value = await apiKeyValue(access, old.id);
  await writeRecords(access, [{ id: old.id, value, consumer: old.consumer, plan, expiresAt }]);
}

async function refuseSettled(access: GatewayAccess, old: ApiKey, now: Date): Promise<void> {
  const { id, revokedAt, successor, expiresAt, derivedFrom } = old;
  if (derivedFrom !== undefined)
    throw new UserError(
      'KEY_SETTLED',
      `API key ${id} is derived from ${derivedFrom} and never handed out: there is nothing to rotate`,
    );
  if (revokedAt !== undefined)
    throw new UserError('KEY_SETTLED', `API key ${id} was revoked at ${revokedAt.toISOString()}: issue a new one`);
  if (successor === undefined) {
    if (expiresAt === undefined || expiresAt > now) return;
    throw new UserError('KEY_SETTLED', `API key ${id} expired at ${expiresAt.toISOString()}: issue a new one`);
  }
  const next = await getApiKey(access, successor);
  if (next === undefined || next.unfinished !== undefined) return;
  throw new UserError(
    'KEY_SETTLED',
    `API key ${id} was rotated already, its successor is ${successor}: rotate that one`,
  );
}

async function planNeeded(access: GatewayAccess, { id }: ApiKey): Promise<UsagePlan> {
  const plan = await planOfKey(access, id);
  if (plan !== undefined) return plan;
  throw new UserError(
    'KEY_SETTLED',
    `API key ${id} is in no usage plan of the stage "${access.stage}": put it into one with \`gatewright keys move\``,
  );
}
