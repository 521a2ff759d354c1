/**
 * Rows of the table `state` that say which keys end when: one row for each hour and shard, in it an attribute for each key,
 * so that what is due is read without a scan. The key's own tag is the truth; a row may be late to learn of a change.
 */

/** Milliseconds. */
const HOUR = 3_600_000;

/** Rows of an hour: 150,000 keys that end in the same one stay below an item's 400 KB. */
const SHARDS = 16;

/** Hours that one run catches up with, after an outage: 768 rows. */
const MOST_HOURS = 48;

/** Seconds that a row outlives its hour. */
const KEPT = 90 * 24 * 3600;

/** The row that says up to which hour everything is done. */
export const EXPIRY_CURSOR = 'expiries#cursor';

/** @param at milliseconds since the epoch */
export function expiryRow(keyId: string, at: number): { readonly pk: string; readonly ttl: number } {
  const hour = hourOf(at);
  return { pk: rowName(hour, shardOf(keyId)), ttl: ((hour + 1) * HOUR) / 1000 + KEPT };
}

const hourOf = (instant: number): number => Math.floor(instant / HOUR);

/** Hours to look at, the oldest first. @param cursor the first hour that may hold a key; `undefined`: never run */
export function hoursDue(cursor: number | undefined, now: number): readonly number[] {
  const current = hourOf(now);
  const first = Math.min(cursor ?? current - MOST_HOURS + 1, current);
  const count = Math.min(current - first + 1, MOST_HOURS);
  return Array.from({ length: count }, (_, index) => first + index);
}

/** Where the next look begins once these hours are done: the last one of a late writer is looked at twice. */
export const nextHour = (done: readonly number[], now: number): number =>
  Math.min((done.at(-1) ?? hourOf(now)) + 1, hourOf(now) - 1);

export const expiryRowsOf = (hour: number): readonly string[] =>
  Array.from({ length: SHARDS }, (_, shard) => rowName(hour, shard));

const rowName = (hour: number, shard: number): string =>
  `expiries#${new Date(hour * HOUR).toISOString().slice(0, 13)}#${shard}`;

/** Ids are random: any part of them spreads. */
const shardOf = (keyId: string): number => (keyId.codePointAt(keyId.length - 1) ?? 0) % SHARDS;
