import { cacheTable } from '../../adapters/cache-table.ts';
import { createDynamoDbClient, type DynamoDbEnvironment } from '../../adapters/dynamodb-client.ts';
import { pausedRows } from '../../adapters/paused-rows.ts';
import { rememberedRows } from '../../adapters/remembered-rows.ts';
import type { RowStore } from '../../core/caching/rows.ts';

/** The cache as one instance has it. */
export interface Cache {
  readonly rows: RowStore;
  /** Fields by which responses of an operation varied when last seen, by its path template: a guess that saves a read. */
  readonly hints: Map<string, readonly string[]>;
  /** Leases of which this instance knows that asking for them is of no use, until an instant. */
  readonly settled: Map<string, number>;
}

export interface CacheEnvironment {
  readonly CACHE_TABLE_TIMEOUT?: string | undefined;
}

/** Milliseconds for a call to the cache's table (`CACHE_TABLE_TIMEOUT`): longer than that, asking the target is the better cache. */
const TABLE_TIMEOUT = 200;

/** Bytes: an eighth of the router's memory, beside bodies under way that are held more than once. */
const MEMORY_LIMIT = 128 * 1024 * 1024;

/** Keys an instance remembers something about, so that a client that invents paths does not fill its memory. */
const MOST_NOTES = 10_000;

export function openCache(environment: DynamoDbEnvironment & CacheEnvironment, name: string): Cache {
  const client = createDynamoDbClient(environment, Number(environment.CACHE_TABLE_TIMEOUT) || TABLE_TIMEOUT);
  const table = cacheTable(client, name, () => crypto.randomUUID());
  const paused = pausedRows(table, { now: Date.now, random: Math.random });
  return cacheOver(rememberedRows(paused, { limit: MEMORY_LIMIT, now: Date.now }));
}

export const cacheOver = (rows: RowStore): Cache => ({ rows, hints: new Map(), settled: new Map() });

/** Sets a note, and lets the oldest go. */
export function note<Value>(notes: Map<string, Value>, key: string, value: Value): void {
  notes.delete(key);
  notes.set(key, value);
  if (notes.size > MOST_NOTES) for (const oldest of notes.keys()) return void notes.delete(oldest);
}
