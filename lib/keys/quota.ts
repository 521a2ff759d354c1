/** EDGE: what a key has used of its plan's quota. */
import {
  GetUsageCommand,
  paginateGetUsage,
  type QuotaPeriodType,
  UpdateUsageCommand,
} from '@aws-sdk/client-api-gateway';
import { dayOf, periodOf, periodStart } from '../../lambdas/core/keys/key-usage.ts';
import { askAws } from '../aws/ask-aws.ts';
import { UserError } from '../errors.ts';
import type { GatewayAccess } from './gateway-access.ts';
import type { UsagePlan } from './usage-plans.ts';

/** Of one day. */
export interface DailyUsage {
  readonly used: number;
  /** Of the quota's period, at the end of that day. */
  readonly remaining: number;
}

/** By key, one entry for each day from the first to the last. */
export type UsageByKey = ReadonlyMap<string, readonly DailyUsage[]>;

/** Days as `YYYY-MM-DD`, in UTC. */
export async function usageOfPlan(
  access: GatewayAccess,
  planId: string,
  startDate: string,
  endDate: string,
): Promise<UsageByKey> {
  const usage = new Map<string, readonly DailyUsage[]>();
  await askAws('read the usage of a plan', async () => {
    const input = { usagePlanId: planId, startDate, endDate };
    for await (const { items = {} } of paginateGetUsage({ client: access.gateway, pageSize: 500 }, input))
      for (const [key, days] of Object.entries(items)) usage.set(key, days.map(readDay));
  });
  return usage;
}

/** What a key may still do in the running period. @returns `undefined` for a plan without quota */
export async function remainingQuota(
  access: GatewayAccess,
  plan: UsagePlan,
  keyId: string,
  now: Date,
): Promise<number | undefined> {
  const { quota } = plan;
  if (quota === undefined) return undefined;
  const input = { usagePlanId: plan.id, keyId, startDate: firstDay(quota.period, now), endDate: day(now) };
  const { items = {} } = await askAws(`read the usage of API key ${keyId}`, () =>
    access.gateway.send(new GetUsageCommand(input)),
  );
  // One key was asked for: whether it is named by its id or its value, AWS's own pages do not agree.
  const [days = []] = Object.values(items);
  const last = days.at(-1);
  return last === undefined ? quota.limit : readDay(last).remaining;
}

export async function setRemainingQuota(
  { gateway }: GatewayAccess,
  plan: UsagePlan,
  keyId: string,
  remaining: number,
): Promise<void> {
  const patchOperations = [{ op: 'replace' as const, path: '/remaining', value: String(remaining) }];
  await askAws(`set the remaining quota of API key ${keyId}`, () =>
    gateway.send(new UpdateUsageCommand({ usagePlanId: plan.id, keyId, patchOperations })),
  );
}

export function needsQuota(plan: UsagePlan): NonNullable<UsagePlan['quota']> {
  if (plan.quota !== undefined) return plan.quota;
  throw new UserError('INVALID_OPTION', `the plan "${plan.name}" has no quota, so its keys need no grant`);
}

/** Of the running period. */
export const firstDay = (period: QuotaPeriodType, now: Date): string =>
  day(new Date(periodStart(periodOf(period), now.getTime())));

export const day = (instant: Date): string => dayOf(instant.getTime());

const readDay = (pair: readonly number[]): DailyUsage => ({ used: pair[0] ?? 0, remaining: pair[1] ?? 0 });
