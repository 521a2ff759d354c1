import { type Cursor, wrong } from './cursor.ts';

const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A duration in milliseconds, above 0 and at most a year. */
export function readDuration(cursor: Cursor | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  const duration = typeof cursor.value === 'string' ? parseDuration(cursor.value) : undefined;
  return duration ?? wrong(cursor, 'a duration such as 250ms, 5s, 5m, 1h, 1d');
}

/** @returns milliseconds; `undefined` for what is none, or not above 0, or over a year */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
  const duration = Number(amount) * (MILLISECONDS[unit as keyof typeof MILLISECONDS] ?? Number.NaN); // the pattern's own units
  return duration > 0 && duration <= 365 * MILLISECONDS.d ? duration : undefined;
}
