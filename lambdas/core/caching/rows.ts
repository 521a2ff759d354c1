import type { Purges } from './purges.ts';
import type { StoredResponse } from './stored-response.ts';

/** What the cache's table holds under one key. */
export interface Row {
  /**
   * Milliseconds since the epoch: what was asked for at that instant or before is older than this row, and does not take
   * its place. Of an invalidation: the instant up to which responses no longer count. Of a lease: its end.
   */
  readonly barrier: number;
  /** Milliseconds since the epoch; it may be deleted from then on. */
  readonly expiresAt: number;
  readonly response?: StoredResponse;
  /** Of a URI with several responses: the names of the fields that choose among them. */
  readonly vary?: readonly string[];
  /** Of a lease: nobody need wait, for the response was none to share. */
  readonly pass?: boolean;
  readonly purges?: Purges;
}

/** Whether a row does nothing but tell that what was there before counts no more. */
export const isInvalidation = (key: string, { response, vary }: Row): boolean =>
  response === undefined && vary === undefined && !key.startsWith('lease ');

/**
 * The port behind which rows are kept. A store decides nothing and never throws: a cache that fails is no cache. `units`
 * is the capacity that a call took, in the table's own terms.
 */
export interface RowStore {
  /** Rows in the order of their keys, in one round trip. @param anew past what an instance remembers */
  read(keys: readonly string[], anew?: boolean): Promise<ReadOutcome>;
  /** Puts a row where there is none, or one whose barrier is before `after`: atomically, all of it or nothing. */
  write(key: string, row: Row, after: number): Promise<WriteOutcome>;
}

export type ReadOutcome =
  | { readonly kind: 'read'; readonly rows: readonly (Row | undefined)[]; readonly units: number }
  | Unavailable;

export type WriteOutcome = { readonly kind: 'written' | 'refused' | 'too-large'; readonly units: number } | Unavailable;

export interface Unavailable {
  readonly kind: 'unavailable';
  readonly reason: string;
}
