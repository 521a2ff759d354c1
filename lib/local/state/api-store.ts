import type { DatabaseSync } from 'node:sqlite';
import type { HeldApi } from '../rest-api/api-record.ts';
import type { ApiStore } from './local-state.ts';
import { readJsonColumn } from './read-json-column.ts';

export function apiStore(database: DatabaseSync): ApiStore {
  const select = database.prepare('SELECT properties FROM rest_apis ORDER BY id');
  const upsert = database.prepare(
    'INSERT INTO rest_apis VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET properties = excluded.properties',
  );
  const remove = database.prepare('DELETE FROM rest_apis WHERE id = ?');
  return {
    list: () => select.all().map(({ properties }) => readJsonColumn<HeldApi>(properties)),
    put: (held) => void upsert.run(held.api.id, JSON.stringify(held)),
    delete: (id) => void remove.run(id),
  };
}
