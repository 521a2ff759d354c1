import type { DatabaseSync } from 'node:sqlite';
import type { ApiKeyStore, PlanKeyStore, StoredApiKey } from './local-state.ts';
import { readJsonColumn } from './read-json-column.ts';

export interface CachedApiKeyStore extends ApiKeyStore {
  /** Reads all from the database again, due after a rollback. */
  reload(): void;
}

/** All keys are in memory as well: each request asks for one. */
export function apiKeyStore(database: DatabaseSync, planKeys: PlanKeyStore): CachedApiKeyStore {
  const select = database.prepare('SELECT id, value, properties FROM api_keys');
  const upsert = database.prepare(
    'INSERT INTO api_keys VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value, properties = excluded.properties',
  );
  const remove = database.prepare('DELETE FROM api_keys WHERE id = ?');
  const byId = new Map<string, StoredApiKey>();
  const byValue = new Map<string, StoredApiKey>();
  const forget = (id: string) => {
    const known = byId.get(id);
    byId.delete(id);
    if (known) byValue.delete(known.value);
  };
  const remember = (key: StoredApiKey) => {
    forget(key.id);
    byId.set(key.id, key);
    byValue.set(key.value, key);
  };
  const reload = () => {
    byId.clear();
    byValue.clear();
    for (const { id, value, properties } of select.all()) {
      remember({
        ...readJsonColumn<Omit<StoredApiKey, 'id' | 'value'>>(properties),
        id: String(id),
        value: String(value),
      });
    }
  };
  reload();
  return {
    reload,
    list: () => [...byId.values()].sort((left, right) => (left.id < right.id ? -1 : 1)),
    get: (id) => byId.get(id),
    findByValue: (value) => byValue.get(value),
    put(key) {
      const { id, value, ...properties } = key;
      upsert.run(id, value, JSON.stringify(properties));
      remember(key);
    },
    delete(id) {
      for (const planId of planKeys.plansOf(id)) planKeys.unlink(planId, id);
      remove.run(id);
      forget(id);
    },
  };
}
