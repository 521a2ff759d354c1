import type { DatabaseSync } from 'node:sqlite';
import type { PlanKeyStore } from './local-state.ts';

export interface CachedPlanKeyStore extends PlanKeyStore {
  /** Reads all from the database again, due after a rollback. */
  reload(): void;
}

/** All links are in memory as well: each request with a key asks for them. */
export function planKeyStore(database: DatabaseSync): CachedPlanKeyStore {
  const select = database.prepare('SELECT plan_id, key_id FROM plan_keys ORDER BY plan_id, key_id');
  const insert = database.prepare('INSERT INTO plan_keys VALUES (?, ?) ON CONFLICT DO NOTHING');
  const remove = database.prepare('DELETE FROM plan_keys WHERE plan_id = ? AND key_id = ?');
  const keysByPlan = new Map<string, Set<string>>();
  const plansByKey = new Map<string, Set<string>>();
  const remember = (planId: string, keyId: string) => {
    keysByPlan.set(planId, (keysByPlan.get(planId) ?? new Set()).add(keyId));
    plansByKey.set(keyId, (plansByKey.get(keyId) ?? new Set()).add(planId));
  };
  const reload = () => {
    keysByPlan.clear();
    plansByKey.clear();
    for (const { plan_id, key_id } of select.all()) remember(String(plan_id), String(key_id));
  };
  reload();
  return {
    reload,
    link(planId, keyId) {
      insert.run(planId, keyId);
      remember(planId, keyId);
    },
    unlink(planId, keyId) {
      remove.run(planId, keyId);
      keysByPlan.get(planId)?.delete(keyId);
      plansByKey.get(keyId)?.delete(planId);
    },
    has: (planId, keyId) => keysByPlan.get(planId)?.has(keyId) ?? false,
    keysOf: (planId) => [...(keysByPlan.get(planId) ?? [])],
    plansOf: (keyId) => [...(plansByKey.get(keyId) ?? [])],
  };
}
