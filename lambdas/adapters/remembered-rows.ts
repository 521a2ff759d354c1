import type { ReadOutcome, Row, RowStore } from '../core/caching/rows.ts';

/** How long rows of a kind are taken from memory, in milliseconds; by the first word of their keys. */
const TRUSTED: Readonly<Record<string, number>> = {
  uri: 1000,
  variant: 1000,
  tag: 1000,
  group: 1000,
  contents: 1000,
  purges: 5000,
};
/** Where it matters that there is none. A response that is not there may come any moment. */
const ABSENCE = new Set(['tag', 'group', 'contents', 'purges']);

/** Of a row without a response. */
const SMALL = 256;

export interface Memory {
  /** Bytes of responses to hold. */
  readonly limit: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface Remembered {
  readonly row: Row | undefined;
  readonly until: number;
  readonly size: number;
}

/**
 * A store with the rows last read in front of it, for as long as one instance may know less than the others: a second, so
 * that what is asked for again and again costs no read, and what was invalidated elsewhere is soon gone.
 */
export function rememberedRows(store: RowStore, { limit, now }: Memory): RowStore {
  const remembered = new Map<string, Remembered>();
  let size = 0;
  const forget = (key: string) => {
    size -= remembered.get(key)?.size ?? 0;
    remembered.delete(key);
  };
  const remember = (key: string, row: Row | undefined) => {
    forget(key);
    const kind = kindOf(key);
    const trusted = TRUSTED[kind];
    if (trusted === undefined || (row === undefined && !ABSENCE.has(kind))) return;
    const bytes = key.length + SMALL + sizeOf(row);
    if (bytes > limit / 4) return;
    remembered.set(key, { row, until: now() + trusted, size: bytes });
    size += bytes;
    for (const oldest of remembered.keys()) {
      if (size <= limit) break;
      forget(oldest);
    }
  };
  /** What this instance wrote while it was read. */
  const isOlder = (key: string, row: Row | undefined) => {
    const known = remembered.get(key);
    return known !== undefined && known.until > now() && (known.row?.barrier ?? 0) > (row?.barrier ?? 0);
  };
  return {
    async read(keys, anew = false) {
      const instant = now();
      const known = keys.map((key) => {
        const found = anew ? undefined : remembered.get(key);
        return found !== undefined && found.until > instant ? found : undefined;
      });
      const missing = keys.filter((_, index) => known[index] === undefined);
      if (missing.length === 0)
        return { kind: 'read', rows: known.map((one) => one?.row), units: 0 } satisfies ReadOutcome;
      const outcome = await store.read(missing);
      if (outcome.kind === 'unavailable') return outcome;
      for (const [index, key] of missing.entries())
        if (!isOlder(key, outcome.rows[index])) remember(key, outcome.rows[index]);
      const fetched = outcome.rows.values();
      return { ...outcome, rows: known.map((one) => (one === undefined ? fetched.next().value : one.row)) };
    },
    async write(key, row, after) {
      const outcome = await store.write(key, row, after);
      if (outcome.kind === 'written') remember(key, row);
      else forget(key);
      return outcome;
    },
  };
}

const kindOf = (key: string): string => {
  const end = key.indexOf(' ');
  return end === -1 ? key : key.slice(0, end);
};

const sizeOf = (row: Row | undefined): number =>
  row?.response === undefined
    ? 0
    : row.response.body.byteLength +
      row.response.headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
