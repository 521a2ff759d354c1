import type { HashOn } from '../../../lambdas/core/router-config.ts';
import type { Cursor } from './cursor.ts';
import { readPlace } from './read-one-key.ts';

const KINDS = ['header', 'query', 'path', 'claim'] as const;

const FORM = 'address, or one of { header: NAME }, { query: NAME }, { path: NAME }, { claim: NAME }';

export function readHashOn(cursor: Cursor | undefined): HashOn | undefined {
  if (cursor === undefined) return undefined;
  return cursor.value === 'address' ? { kind: 'address' } : readPlace(cursor, KINDS, FORM);
}
