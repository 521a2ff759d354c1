import type { QuotaSettings } from '../assembly/assembly.ts';
import type { LocalState } from '../state/local-state.ts';
import { quotaPeriod, utcDay } from '../steps/quota-period.ts';

/** Requests per plan and key: the days are in the state, the running period's sum in memory. */
export interface QuotaCounters {
  readonly used: (planId: string, keyId: string, period: QuotaSettings['period'], now: number) => number;
  readonly add: (planId: string, keyId: string, amount: number, now: number) => void;
}

export function quotaCounters(state: LocalState): QuotaCounters {
  const sums = new Map<string, { readonly from: string; readonly to: string; used: number }>();
  return {
    used: (planId, keyId, period, now) => {
      const { from, to } = quotaPeriod(period, now);
      const name = `${planId}/${keyId}`;
      const known = sums.get(name);
      if (known !== undefined && known.from === from && known.to === to) return known.used;
      const used = state.usage.sum(planId, keyId, from, to);
      sums.set(name, { from, to, used });
      return used;
    },
    add: (planId, keyId, amount, now) => {
      const day = utcDay(now);
      state.usage.add(planId, keyId, day, amount);
      const known = sums.get(`${planId}/${keyId}`);
      if (known?.to === day) known.used += amount;
    },
  };
}
