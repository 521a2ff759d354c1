import { InvalidArgumentError } from 'commander';
import { parseDuration as durationOf } from '../compiler/language/read-duration.ts';
import { readInstant } from '../read-instant.ts';

/** Milliseconds. */
export function parseDuration(value: string): number {
  const duration = durationOf(value);
  if (duration === undefined) throw new InvalidArgumentError('expected a duration such as 30m, 24h, 7d');
  return duration;
}

/** A date, or a duration from now on. */
export function parseInstant(value: string): Date {
  const duration = durationOf(value);
  const instant = duration === undefined ? readInstant(value) : new Date(Date.now() + duration);
  if (instant === undefined)
    throw new InvalidArgumentError('expected a date such as 2027-01-31 or a duration such as 90d');
  if (instant.getTime() <= Date.now()) throw new InvalidArgumentError('expected a time to come');
  return instant;
}
