import type { Row, RowStore } from '../../lambdas/core/caching/rows.ts';

/** The port in its simplest form: what the contract test says of it, it says of every store. */
export function rowsInMemory(): RowStore {
  const rows = new Map<string, Row>();
  return {
    read: async (keys) => ({ kind: 'read', rows: keys.map((key) => rows.get(key)), units: 0 }),
    async write(key, row, after) {
      const known = rows.get(key);
      if (known !== undefined && known.barrier >= after) return { kind: 'refused', units: 0 };
      if ((row.response?.body.byteLength ?? 0) > 9_000_000) return { kind: 'too-large', units: 0 };
      rows.set(key, structuredClone(row));
      return { kind: 'written', units: 0 };
    },
  };
}
