import type { DatabaseSync } from 'node:sqlite';
import type { UsageStore } from './local-state.ts';

/**
 * Counts of one turn of the event loop are written as one transaction at its end (a commit each costs 20 µs, a seventh of
 * a request): before any function that the requests invoke can answer, so that no answered request is lost to a kill.
 */
export function usageStore(database: DatabaseSync): UsageStore & { readonly write: () => void } {
  const add = database.prepare(
    'INSERT INTO usage VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count',
  );
  const sum = database.prepare(
    'SELECT coalesce(sum(count), 0) AS total FROM usage WHERE plan_id = ? AND key_id = ? AND day BETWEEN ? AND ?',
  );
  const list = database.prepare(
    'SELECT key_id, day, count FROM usage WHERE plan_id = ? AND day BETWEEN ? AND ? ORDER BY key_id, day',
  );
  let unwritten: Parameters<UsageStore['add']>[] = [];
  const write = () => {
    if (unwritten.length === 0) return;
    const counts = unwritten;
    unwritten = [];
    database.exec('BEGIN IMMEDIATE');
    for (const count of counts) add.run(...count);
    database.exec('COMMIT');
  };
  return {
    write,
    add: (...count) => {
      if (unwritten.length === 0) setImmediate(write);
      unwritten.push(count);
    },
    sum: (planId, keyId, from, to) => {
      write();
      return Number(sum.get(planId, keyId, from, to)?.total);
    },
    list: (planId, keyId, from, to) => {
      write();
      return list
        .all(planId, from, to)
        .map(({ key_id, day, count }) => ({ keyId: String(key_id), day: String(day), count: Number(count) }))
        .filter((usage) => keyId === undefined || usage.keyId === keyId);
    },
  };
}
