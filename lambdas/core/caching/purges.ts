/**
 * What operators took out of the cache: since when responses count, by scope. One small row for all of it, which every
 * instance reads now and then; a response older than its scope's instant is no longer used.
 */
export type Purges = Readonly<Record<string, number>>;

export const PURGE_ALL = 'all';
export const operationScope = (operation: string): string => `operation ${operation}`;
/** @param path as clients ask for it; one that ends in `*` means all that begin so */
export const pathScope = (path: string): string => `path ${path}`;

export interface PurgeSubject {
  readonly operation: string;
  /** As clients ask for it, in the one spelling per meaning. */
  readonly path: string;
}

/** Milliseconds since the epoch: what was asked for at that instant or before is purged. */
export function purgedAt(purges: Purges, { operation, path }: PurgeSubject): number {
  let instant = Math.max(purges[PURGE_ALL] ?? 0, purges[operationScope(operation)] ?? 0);
  for (const [scope, at] of Object.entries(purges)) if (at > instant && covers(scope, path)) instant = at;
  return instant;
}

function covers(scope: string, path: string): boolean {
  if (!scope.startsWith('path ')) return false;
  const purged = scope.slice('path '.length);
  return purged.endsWith('*') ? path.startsWith(purged.slice(0, -1)) : path === purged;
}

/** Scopes a row may hold: at some 30 bytes each, it stays one read unit. */
export const MOST_SCOPES = 100;

/** The scopes to give up for a new one, the oldest, and the instant since which all must count in their place: more than was asked. */
export function folded(purges: Purges): { readonly scopes: readonly string[]; readonly all: number } {
  const oldest = Object.entries(purges)
    .filter(([scope]) => scope !== PURGE_ALL)
    .sort(([, one], [, other]) => one - other)
    .slice(0, Math.max(0, Object.keys(purges).length - MOST_SCOPES));
  return { scopes: oldest.map(([scope]) => scope), all: Math.max(0, ...oldest.map(([, at]) => at)) };
}
