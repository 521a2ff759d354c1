import { dayOf, type PlanAnswer, periodOf, periodStart, type UsageAnswer } from '../core/keys/key-usage.ts';
import { type ControlPlaneEnvironment, controlPlane } from './control-plane.ts';

/** API Gateway's control plane, as far as it tells of plans and their use. */
export interface UsagePlans {
  /** `undefined` where it does not answer, or knows no such plan. */
  read(planId: string, keyId: string, now: number): Promise<PlanUse | undefined>;
}

export interface PlanUse {
  readonly plan: PlanAnswer;
  readonly usage: UsageAnswer;
}

/** Bytes: a month of days, and a plan with all of its throttles. */
const ANSWER_LIMIT = 256 * 1024;

export function usagePlans(environment: ControlPlaneEnvironment): UsagePlans {
  const gateway = controlPlane(environment, ANSWER_LIMIT);
  const get = async (path: string): Promise<object | undefined> => {
    const outcome = await gateway.get(path);
    return outcome.kind === 'answered' && outcome.status === 200
      ? JSON.parse(Buffer.from(outcome.body).toString())
      : undefined;
  };
  return {
    async read(planId, keyId, now) {
      const path = `/usageplans/${encodeURIComponent(planId)}`;
      const plan: PlanAnswer | undefined = await get(path);
      if (plan === undefined) return undefined;
      const start = dayOf(periodStart(periodOf(plan.quota?.period), now));
      const query = new URLSearchParams({ keyId, startDate: start, endDate: dayOf(now) });
      const usage: UsageAnswer | undefined = plan.quota && (await get(`${path}/usage?${query}`));
      return plan.quota && usage === undefined ? undefined : { plan, usage: usage ?? {} };
    },
  };
}
