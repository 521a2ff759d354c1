import type { DatabaseSync } from 'node:sqlite';
import type { UsageStore } from './local-state.ts';

export function usageStore(
  database: DatabaseSync,
  onError: (error: unknown) => void,
): UsageStore & { readonly write: () => void } {
  const sum = database.prepare(
    'SELECT coalesce(sum(count), 0) AS total FROM usage WHERE plan_id = ? AND key_id = ? AND day BETWEEN ? AND ?',
  );
  const list = database.prepare(
    'SELECT key_id, substr(day, 1, 10) AS date, sum(count) AS total FROM usage WHERE plan_id = ? AND (?2 IS NULL OR key_id = ?2) AND day BETWEEN ? AND ? GROUP BY key_id, date ORDER BY key_id, date',
  );
  const granted = database.prepare('SELECT amount FROM grants WHERE plan_id = ? AND key_id = ? AND day = ?');
  const grant = database.prepare(
    'INSERT INTO grants VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET amount = excluded.amount',
  );
  const { add, keep, write } = batchedCounts(database, onError);
  return {
    write,
    add,
    keep,
    sum: (planId, keyId, from, to) => {
      write();
      return Number(sum.get(planId, keyId, from, to)?.total);
    },
    list: (planId, keyId, from, to) => {
      write();
      return list
        .all(planId, keyId ?? null, from, `${to}T23`)
        .map(({ key_id, date, total }) => ({ keyId: String(key_id), day: String(date), count: Number(total) }));
    },
    granted: (planId, keyId, day) => Number(granted.get(planId, keyId, day)?.amount ?? 0),
    grant: (planId, keyId, day, amount) => void grant.run(planId, keyId, day, amount),
  };
}

/** Milliseconds after which a count is on disk though its request is not answered yet. */
const WRITTEN_WITHIN = 20;

/**
 * A commit costs as much as a tenth of a request, so counts are gathered until the first of their requests is answered,
 * and written as one transaction before it: no answered request is lost to a kill. What cannot be written, for the disk is
 * full, is kept and tried again with the next one; of such a time the first error is told.
 */
function batchedCounts(
  database: DatabaseSync,
  onError: (error: unknown) => void,
): Pick<UsageStore, 'add' | 'keep'> & { readonly write: () => void } {
  const insert = database.prepare(
    'INSERT INTO usage VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count',
  );
  const unwritten = new Map<string, Parameters<UsageStore['add']>>();
  let batch = 0;
  let due = false;
  let failing = false;
  const write = () => {
    if (unwritten.size === 0) return;
    writeAll(database, () => {
      for (const count of unwritten.values()) insert.run(...count);
    });
    unwritten.clear();
    batch++;
  };
  const writeOrTell = () => {
    try {
      write();
      failing = false;
    } catch (error) {
      if (!failing) onError(error);
      failing = true;
    }
  };
  const writeLate = () => {
    due = false;
    writeOrTell();
  };
  return {
    write,
    add: (planId, keyId, hour, amount) => {
      const name = `${planId}/${keyId}/${hour}`;
      unwritten.set(name, [planId, keyId, hour, amount + (unwritten.get(name)?.[3] ?? 0)]);
      if (!due) setTimeout(writeLate, WRITTEN_WITHIN).unref();
      due = true;
      return batch;
    },
    keep: (counted) => {
      if (counted === batch) writeOrTell();
    },
  };
}

function writeAll(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    // Of some errors SQLite rolls back by itself.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
