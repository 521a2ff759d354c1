import { fieldValues } from '../fields/field-values.ts';
import { parseHttpDate } from '../fields/http-date.ts';
import type { HeaderField } from '../messages.ts';

/** Envoy's cap for `Retry-After`, in milliseconds: longer ones are no news to a request that lasts at most minutes. */
const LONGEST = 300_000;

/**
 * Milliseconds for which a target asks to be left alone (RFC 9110 section 10.2.3): seconds, or a date against `now`.
 * `undefined` without the field, with several, or with one that is neither.
 */
export function retryAfter(headers: readonly HeaderField[], now: number): number | undefined {
  const values = fieldValues(headers, 'retry-after');
  const value = values[0]?.trim();
  if (value === undefined || values.length > 1) return undefined;
  if (/^\d{1,10}$/.test(value)) return Math.min(LONGEST, Number(value) * 1000);
  const date = parseHttpDate(value, now);
  return date === undefined ? undefined : Math.min(LONGEST, Math.max(0, date - now));
}
