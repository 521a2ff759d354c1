import type { UsagePlanDefinition } from '../assembly/assembly.ts';
import { quotaPeriod, utcDay } from '../steps/quota-period.ts';
import { ok, refused } from './control-answer.ts';
import type { ControlOperation, ControlPlaneTools } from './control-plane.ts';
import { patchOperations } from './control-request.ts';
import { cut } from './page.ts';
import { invalidPath } from './patch-error.ts';
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
  const part = cut(keyIds, query, (id) => id);
  if ('status' in part) return part;
  const values = Object.fromEntries(part.items.map((keyId) => [keyId, dailyUsage(plan, keyId, days, tools)]));
  return ok({
    usagePlanId: planId,
    startDate,
    endDate,
    ...(part.position !== undefined && { position: part.position }),
    values,
  });
};

/** `replace /remaining`: what is left of the running period. What was used stays as it was. */
export const updateUsage: ControlOperation = ({ body }, tools, [planId = '', keyId = '']) => {
  const plan = tools.plans.get(planId);
  if (plan === undefined) return unknownPlan();
  if (!tools.state.planKeys.has(planId, keyId)) return refused(404, 'Invalid Usage Plan Key identifier specified');
  if (plan.quota === undefined) return refused(400, 'Usage Plan has no quota');
  const now = tools.clock();
  for (const { op, path, value } of patchOperations(body)) {
    const remaining = Number(value);
    if (op !== 'replace' || path !== '/remaining') return refused(400, invalidPath(op, path, ['/remaining']));
    if (value === undefined || !Number.isInteger(remaining) || remaining < 0)
      return refused(400, `Invalid patch value '${value ?? ''}' specified for path '${path}'`);
    tools.counters.setRemaining(planId, keyId, plan.quota, remaining, now);
  }
  const today = utcDay(now);
  const values = { [keyId]: dailyUsage(plan, keyId, [today], tools) };
  return ok({ usagePlanId: planId, startDate: today, endDate: today, values });
};

/** `[used, remaining]` for each day: what remained of the day's period at its end. */
function dailyUsage(
  { id, quota }: UsagePlanDefinition,
  keyId: string,
  days: readonly string[],
  { state, behaviour }: ControlPlaneTools,
): [number, number][] {
  const [first = '', last = first] = [days[0], days.at(-1)];
  const periodOf = (day: string) =>
    quota === undefined ? day : quotaPeriod(quota, Date.parse(`${day}T23:00:00Z`), behaviour).from.slice(0, 10);
  const start = periodOf(first);
  const counts = new Map(state.usage.list(id, keyId, start, last).map(({ day, count }) => [day, count]));
  let period = '';
  let remaining = 0;
  return (daysBetween(start, last) ?? days)
    .map((day): [number, number] => {
      if (periodOf(day) !== period) {
        period = periodOf(day);
        remaining = (quota?.limit ?? 0) + state.usage.granted(id, keyId, period);
      }
      const count = counts.get(day) ?? 0;
      remaining -= count;
      return [count, Math.max(0, remaining)];
    })
    .slice(-days.length);
}

function daysBetween(startDate: string, endDate: string): string[] | undefined {
  const start = Date.parse(`${startDate}T00:00:00Z`);
  const end = Date.parse(`${endDate}T00:00:00Z`);
  if (!(start <= end) || end - start > 400 * DAY) return undefined;
  // What JavaScript takes as well: `2026`, and a 31 February.
  if (utcDay(start) !== startDate || utcDay(end) !== endDate) return undefined;
  return Array.from({ length: (end - start) / DAY + 1 }, (_, i) => utcDay(start + i * DAY));
}
