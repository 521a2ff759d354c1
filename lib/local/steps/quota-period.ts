import type { QuotaSettings } from '../assembly/assembly.ts';

export interface QuotaPeriod {
  /** First day, UTC, `YYYY-MM-DD`. */
  readonly from: string;
  /** Last day so far, today. */
  readonly to: string;
}

const DAY = 86_400_000;

/** The period that `now` is in, by the UTC calendar; weeks begin on Sunday. AWS states neither (facts, open question 1). */
export function quotaPeriod(period: QuotaSettings['period'], now: number): QuotaPeriod {
  const to = utcDay(now);
  switch (period) {
    case 'DAY':
      return { from: to, to };
    case 'WEEK':
      return { from: utcDay(now - new Date(now).getUTCDay() * DAY), to };
    case 'MONTH':
      return { from: `${to.slice(0, 8)}01`, to };
    default:
      return period satisfies never;
  }
}

export function utcDay(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}
