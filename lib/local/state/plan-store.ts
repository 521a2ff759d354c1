import type { DatabaseSync } from 'node:sqlite';
import type { PlanKeyStore, PlanStore, StoredPlan } from './local-state.ts';
import { readJsonColumn } from './read-json-column.ts';

export function planStore(database: DatabaseSync, planKeys: PlanKeyStore): PlanStore {
  const select = database.prepare('SELECT properties FROM plans ORDER BY id');
  const selectOne = database.prepare('SELECT properties FROM plans WHERE id = ?');
  const upsert = database.prepare(
    'INSERT INTO plans VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET properties = excluded.properties',
  );
  const remove = database.prepare('DELETE FROM plans WHERE id = ?');
  return {
    list: () => select.all().map(({ properties }) => readJsonColumn<StoredPlan>(properties)),
    get(id) {
      const row = selectOne.get(id);
      return row && readJsonColumn<StoredPlan>(row.properties);
    },
    put: (plan) => void upsert.run(plan.definition.id, JSON.stringify(plan)),
    delete(id) {
      for (const keyId of planKeys.keysOf(id)) planKeys.unlink(id, keyId);
      remove.run(id);
    },
  };
}
