import type { UsagePlanDefinition } from '../assembly/assembly.ts';
import { ok, refused } from './control-answer.ts';
import type { ControlOperation, ControlPlaneTools } from './control-plane.ts';
import { patchOperations } from './control-request.ts';
import { unknownPlan } from './usage-plans.ts';

const DAY = 86_400_000;

export const getUsage: ControlOperation = ({ query }, tools, [planId = '']) => {
  const plan = tools.plans.get(planId);
  if (plan === undefined) return unknownPlan();
  const startDate = query.get('startDate') ?? '';
  const endDate = query.get('endDate') ?? '';
  const days = daysBetween(startDate, endDate);
  if (days === undefined)
    return refused(400, 'Invalid date range: startDate and endDate are days as YYYY-MM-DD, at most a year apart');
  const keyIds = query.has('keyId') ? [query.get('keyId') ?? ''] : tools.state.planKeys.keysOf(planId);
  const values = Object.fromEntries(keyIds.map((keyId) => [keyId, dailyUsage(plan, keyId, days, tools)]));
  return ok({ usagePlanId: planId, startDate, endDate, values });
};

/** `replace /remaining`: what is left of the running period. */
export const updateUsage: ControlOperation = ({ body }, tools, [planId = '', keyId = '']) => {
  const plan = tools.plans.get(planId);
  if (plan === undefined) return unknownPlan();
  if (!tools.state.planKeys.has(planId, keyId)) return refused(404, 'Invalid Usage Plan Key identifier specified');
  if (plan.quota === undefined) return refused(400, 'Usage Plan has no quota');
  for (const { op, path, value } of patchOperations(body)) {
    const remaining = Number(value);
    if (op !== 'replace' || path !== '/remaining' || !Number.isInteger(remaining)) {
      return refused(400, `Invalid patch path '${path}' specified for op '${op}'. Must be one of: [/remaining]`);
    }
    const now = tools.clock();
    const used = tools.counters.used(planId, keyId, plan.quota.period, now);
    tools.counters.add(planId, keyId, plan.quota.limit - remaining - used, now);
  }
  const today = new Date(tools.clock()).toISOString().slice(0, 10);
  return ok({
    usagePlanId: planId,
    startDate: today,
    endDate: today,
    values: { [keyId]: dailyUsage(plan, keyId, [today], tools) },
  });
};

/** `[used, remaining]` for each day; what remains is counted from the first day asked for, or of the day for a daily quota. */
function dailyUsage(
  { id, quota }: UsagePlanDefinition,
  keyId: string,
  days: readonly string[],
  { state }: ControlPlaneTools,
): [number, number][] {
  const [from = '', to = from] = [days[0], days.at(-1)];
  const counts = new Map(state.usage.list(id, keyId, from, to).map(({ day, count }) => [day, count]));
  let used = 0;
  return days.map((day) => {
    const count = counts.get(day) ?? 0;
    used = quota?.period === 'DAY' ? count : used + count;
    return [count, Math.max(0, (quota?.limit ?? 0) - used)];
  });
}

function daysBetween(startDate: string, endDate: string): string[] | undefined {
  const start = Date.parse(`${startDate}T00:00:00Z`);
  const end = Date.parse(`${endDate}T00:00:00Z`);
  if (!(start <= end) || end - start > 366 * DAY) return undefined;
  return Array.from({ length: (end - start) / DAY + 1 }, (_, i) =>
    new Date(start + i * DAY).toISOString().slice(0, 10),
  );
}
