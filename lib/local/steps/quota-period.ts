import type { QuotaSettings } from '../assembly/assembly.ts';
import type { Behaviour } from '../behaviour.ts';
import { oncePer } from './once-per.ts';

/** Hours, UTC, `YYYY-MM-DDTHH`. */
export interface QuotaPeriod {
  readonly from: string;
  /** Included. */
  readonly to: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * The period that `now` is in, by the UTC calendar; weeks begin on Sunday. AWS states neither, nor what `offset` means
 * (facts, open question 1): both are switches.
 */
export function quotaPeriod(
  { period, offset }: Pick<QuotaSettings, 'period' | 'offset'>,
  now: number,
  behaviour: Pick<Behaviour, 'quota-day' | 'quota-offset'>,
): QuotaPeriod {
  const first = behaviour['quota-offset'] === 'ignored' ? 0 : offset;
  switch (period) {
    case 'DAY':
      return behaviour['quota-day'] === 'rolling'
        ? { from: utcHour(now - 23 * HOUR), to: utcHour(now) }
        : { from: `${utcDay(now)}T00`, to: `${utcDay(now)}T23` };
    case 'WEEK': {
      const start = now - ((new Date(now).getUTCDay() - first + 7) % 7) * DAY;
      return { from: `${utcDay(start)}T00`, to: `${utcDay(start + 6 * DAY)}T23` };
    }
    case 'MONTH': {
      const date = new Date(now);
      const month = date.getUTCMonth() - (date.getUTCDate() <= first ? 1 : 0);
      const day = (monthsOn: number) => Date.UTC(date.getUTCFullYear(), month + monthsOn, 1 + first);
      return { from: `${utcDay(day(0))}T00`, to: `${utcDay(day(1) - DAY)}T23` };
    }
    default:
      return period satisfies never;
  }
}

export function utcDay(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

export const utcHour = oncePer(HOUR, (now) => new Date(now).toISOString().slice(0, 13));
