import type { QuotaSettings } from '../assembly/assembly.ts';
import type { Behaviour } from '../behaviour.ts';
import type { LocalState } from '../state/local-state.ts';
import { quotaPeriod, utcHour } from '../steps/quota-period.ts';

/** Requests per plan and key: the hours are in the state, the running period's sum in memory. */
export interface QuotaCounters {
  /** What is left of the running period, what UpdateUsage granted included. */
  readonly remaining: (planId: string, keyId: string, quota: QuotaSettings, now: number) => number;
  /** @returns for `keep` */
  readonly add: (planId: string, keyId: string, amount: number, now: number) => number;
  /** Due before a request is answered that `add` has counted. */
  readonly keep: (counted: number) => void;
  /** UpdateUsage: what was used stays as it is, the period's limit moves. */
  readonly setRemaining: (planId: string, keyId: string, quota: QuotaSettings, remaining: number, now: number) => void;
}

interface Running {
  readonly from: string;
  readonly to: string;
  /** Over the plan's limit, or under it. */
  granted: number;
  used: number;
}

export function quotaCounters(
  state: LocalState,
  behaviour: Pick<Behaviour, 'quota-day' | 'quota-offset'>,
): QuotaCounters {
  const sums = new Map<string, Running>();
  const running = (planId: string, keyId: string, quota: QuotaSettings, now: number): Running => {
    const { from, to } = quotaPeriod(quota, now, behaviour);
    const name = `${planId}/${keyId}`;
    const known = sums.get(name);
    if (known !== undefined && known.from === from && known.to === to) return known;
    const granted = state.usage.granted(planId, keyId, grantDay(from, to));
    const fresh = { from, to, used: state.usage.sum(planId, keyId, from, to), granted };
    sums.set(name, fresh);
    return fresh;
  };
  return {
    remaining: (planId, keyId, quota, now) => {
      const { used, granted } = running(planId, keyId, quota, now);
      return quota.limit + granted - used;
    },
    add: (planId, keyId, amount, now) => {
      const hour = utcHour(now);
      const counted = state.usage.add(planId, keyId, hour, amount);
      const known = sums.get(`${planId}/${keyId}`);
      if (known !== undefined && known.from <= hour && hour <= known.to) known.used += amount;
      return counted;
    },
    keep: state.usage.keep,
    setRemaining: (planId, keyId, quota, remaining, now) => {
      const period = running(planId, keyId, quota, now);
      period.granted = remaining + period.used - quota.limit;
      state.usage.grant(planId, keyId, grantDay(period.from, period.to), period.granted);
    },
  };
}

/** What is granted holds for a period by the calendar; of a rolling one, for the day. */
function grantDay(from: string, to: string): string {
  return from.endsWith('T00') ? from.slice(0, 10) : to.slice(0, 10);
}
