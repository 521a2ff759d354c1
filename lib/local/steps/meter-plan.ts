import type { QuotaCounters } from '../plans/quota-counters.ts';
import type { KeyAdmission } from './check-api-key.ts';
import type { Exchange, Refusal } from './exchange.ts';
import { QUOTA_EXCEEDED, THROTTLED } from './refusals.ts';
import type { Throttles } from './throttles.ts';

/** Quota, then throttle of the key's plan. A method with limits of its own has a bucket of its own, instead of the plan's. */
export function meterPlan(
  { apiKey, stagePlan }: KeyAdmission,
  exchange: Exchange,
  counters: Pick<QuotaCounters, 'used'>,
  throttles: Throttles,
): Refusal | undefined {
  const { plan, methodThrottles } = stagePlan;
  const { quota } = plan;
  if (quota !== undefined && counters.used(plan.id, apiKey.id, quota.period, exchange.now) >= quota.limit)
    return QUOTA_EXCEEDED;
  const { resourcePath, httpMethod } = exchange.method;
  const own = methodThrottles[`${resourcePath}/${httpMethod}`];
  const limits = own ?? plan.throttle;
  if (limits === undefined) return undefined;
  const bucket = `${plan.id}/${apiKey.id}`;
  const name =
    own === undefined
      ? bucket
      : `${bucket}/${exchange.stage.api.id}:${exchange.stage.name}${resourcePath}/${httpMethod}`;
  return throttles.take(name, limits, exchange.now) ? undefined : THROTTLED;
}
