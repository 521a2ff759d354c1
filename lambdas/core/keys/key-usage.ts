/** What a caller may know of their own key's limits: pure, from what API Gateway's control plane says. */
export interface KeyUsage {
  readonly plan: string;
  readonly consumer: string;
  /** Requests a second and at once; absent: no limit of the plan. */
  readonly throttle?: { readonly rate: number; readonly burst: number };
  readonly quota?: QuotaUsage;
}

export interface QuotaUsage {
  readonly limit: number;
  readonly period: 'day' | 'week' | 'month';
  readonly used: number;
  readonly remaining: number;
  /** ISO 8601: when the next period begins. */
  readonly reset: string;
}

/** API reference, UsagePlan. */
export interface PlanAnswer {
  readonly throttle?: { readonly rateLimit?: number; readonly burstLimit?: number };
  readonly quota?: { readonly limit?: number; readonly period?: string };
}

/** API reference, GetUsage: by key, `[used, remaining]` for each day. */
export interface UsageAnswer {
  readonly values?: Readonly<Record<string, readonly (readonly number[])[]>>;
}

const DAY = 86_400_000;

/** @param now milliseconds since the epoch */
export function keyUsage(
  known: { readonly plan: string; readonly consumer: string },
  { throttle, quota }: PlanAnswer,
  usage: UsageAnswer,
  now: number,
): KeyUsage {
  const { rateLimit, burstLimit } = throttle ?? {};
  return {
    plan: known.plan,
    consumer: known.consumer,
    ...(rateLimit !== undefined && burstLimit !== undefined && { throttle: { rate: rateLimit, burst: burstLimit } }),
    ...(quota?.limit !== undefined && { quota: quotaUsage(quota.limit, periodOf(quota.period), usage, now) }),
  };
}

export const periodOf = (text = 'DAY'): QuotaUsage['period'] =>
  text === 'WEEK' ? 'week' : text === 'MONTH' ? 'month' : 'day';

function quotaUsage(
  limit: number,
  period: QuotaUsage['period'],
  { values = {} }: UsageAnswer,
  now: number,
): QuotaUsage {
  // One key was asked for: whether it is named by its id or its value, AWS's own pages do not agree.
  const [days = []] = Object.values(values);
  const remaining = days.at(-1)?.[1] ?? limit;
  const used = days.reduce((sum, [count = 0]) => sum + count, 0);
  return { limit, period, used, remaining, reset: new Date(periodEnd(period, now)).toISOString() };
}

/** In UTC, as API Gateway counts: weeks begin on Sunday. Milliseconds since the epoch. */
export function periodStart(period: QuotaUsage['period'], now: number): number {
  const date = new Date(now);
  const today = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  if (period === 'week') return today - date.getUTCDay() * DAY;
  return period === 'month' ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) : today;
}

function periodEnd(period: QuotaUsage['period'], now: number): number {
  const start = periodStart(period, now);
  if (period === 'month') return Date.UTC(new Date(start).getUTCFullYear(), new Date(start).getUTCMonth() + 1, 1);
  return start + (period === 'week' ? 7 : 1) * DAY;
}

/** As the control plane takes it. */
export const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
