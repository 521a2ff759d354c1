import type { QuotaCounters } from '../plans/quota-counters.ts';
import type { KeyAdmission } from './check-api-key.ts';
import type { Exchange, Refusal } from './exchange.ts';
import { QUOTA_EXCEEDED, THROTTLED } from './refusals.ts';
import type { Throttles } from './throttles.ts';

/**
 * Quota, then throttle of the key's plan. A method with limits of its own has a bucket of its own.
 * @param adds whether that stands beside the plan's throttle, not in its place
 */
export function meterPlan(
  { apiKey, stagePlan }: KeyAdmission,
  exchange: Exchange,
  counters: Pick<QuotaCounters, 'remaining'>,
  throttles: Throttles,
  adds: boolean,
): Refusal | undefined {
  const { plan, methodThrottles } = stagePlan;
  const { quota } = plan;
  if (quota !== undefined && counters.remaining(plan.id, apiKey.id, quota, exchange.now) <= 0) return QUOTA_EXCEEDED;
  const { resourcePath, httpMethod } = exchange.method;
  const own = methodThrottles[`${resourcePath}/${httpMethod}`];
  const bucket = `${plan.id}/${apiKey.id}`;
  const ownBucket = `${bucket}/${exchange.stage.api.id}:${exchange.stage.name}${resourcePath}/${httpMethod}`;
  const withinOwn = own === undefined || throttles.take(ownBucket, own, exchange.now);
  const plans = own === undefined || adds ? plan.throttle : undefined;
  const withinPlan = plans === undefined || throttles.take(bucket, plans, exchange.now);
  return withinOwn && withinPlan ? undefined : THROTTLED;
}
