import type { DatabaseSync } from 'node:sqlite';
import type { UsageStore } from './local-state.ts';

export function usageStore(database: DatabaseSync): UsageStore {
  const add = database.prepare(
    'INSERT INTO usage VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count RETURNING count',
  );
  const sum = database.prepare(
    'SELECT coalesce(sum(count), 0) AS total FROM usage WHERE plan_id = ? AND key_id = ? AND day BETWEEN ? AND ?',
  );
  const list = database.prepare(
    'SELECT key_id, day, count FROM usage WHERE plan_id = ? AND day BETWEEN ? AND ? ORDER BY key_id, day',
  );
  return {
    add: (planId, keyId, day, amount) => Number(add.get(planId, keyId, day, amount)?.count),
    sum: (planId, keyId, from, to) => Number(sum.get(planId, keyId, from, to)?.total),
    list: (planId, keyId, from, to) =>
      list
        .all(planId, from, to)
        .map(({ key_id, day, count }) => ({ keyId: String(key_id), day: String(day), count: Number(count) }))
        .filter((usage) => keyId === undefined || usage.keyId === keyId),
  };
}
