/** When something that is fetched and kept was last had and last asked for; milliseconds since the epoch. */
export interface Kept {
  readonly fetchedAt: number | undefined;
  /** Of the last attempt that failed after it. */
  readonly failedAt: number | undefined;
  /** Whether it is to be asked for again however young it is. */
  readonly isDue: boolean;
}

/** Milliseconds. */
export interface Reuse {
  /** Younger than this, it is used without a question. */
  readonly fresh: number;
  /** From here on it is asked for while the old one is still used, so that a busy instance never waits. */
  readonly early: number;
  /** From here on it is worth nothing; absent: it is better than none, however old. */
  readonly usable?: number;
  /** Between attempts that fail, while there is an old one to go on with. */
  readonly pause: number;
  /** The same where there is none. */
  readonly pauseWithout: number;
}

export type ReusePlan =
  | 'use'
  /** Ask without waiting. */
  | 'use-and-refresh'
  /** Ask and wait: the old one, if there is any, is what is left when that fails. */
  | 'refresh'
  /** It has just failed, and there is nothing to go on with. */
  | 'fail';

export function planReuse(kept: Kept, reuse: Reuse, now: number): ReusePlan {
  const { fetchedAt, failedAt, isDue } = kept;
  const sinceFailure = failedAt === undefined ? Number.POSITIVE_INFINITY : now - failedAt;
  if (fetchedAt === undefined || !isUsable(fetchedAt, reuse, now))
    return sinceFailure < reuse.pauseWithout ? 'fail' : 'refresh';
  const age = isDue ? Number.POSITIVE_INFINITY : now - fetchedAt;
  if (age < reuse.early || sinceFailure < reuse.pause) return 'use';
  return age < reuse.fresh ? 'use-and-refresh' : 'refresh';
}

export const isUsable = (fetchedAt: number, { usable = Number.POSITIVE_INFINITY }: Reuse, now: number): boolean =>
  now - fetchedAt < usable;
