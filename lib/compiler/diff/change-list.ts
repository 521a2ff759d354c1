import type { Change, Tell } from './change.ts';
import { FIXED_CHECKS } from './checks.ts';

export type FoundChange = Omit<Change, 'operations'>;

/** Changes as they are found; the same one of several operations is one change. */
export interface ChangeList {
  readonly changes: readonly Change[];
  add(change: FoundChange, operations: readonly string[]): void;
  /** For changes of some operations, or of none in particular. */
  tellOf(...operations: readonly string[]): Tell;
}

export function changeList(): ChangeList {
  const byText = new Map<string, FoundChange>();
  const concerned = new Map<FoundChange, Set<string>>();
  const firstLike = (change: FoundChange): FoundChange => {
    if (concerned.has(change)) return change;
    const key = `${change.check} ${change.verdict} ${change.message}`;
    const first = byText.get(key) ?? change;
    byText.set(key, first);
    return first;
  };
  const add = (change: FoundChange, operations: readonly string[]): void => {
    const first = firstLike(change);
    const all = concerned.get(first) ?? new Set();
    concerned.set(first, all);
    for (const operation of operations) all.add(operation);
  };
  return {
    get changes() {
      return [...concerned].map(([change, operations]) => ({ ...change, operations: [...operations] }));
    },
    add,
    tellOf:
      (...operations) =>
      (check, place, message) =>
        add({ check, verdict: FIXED_CHECKS[check].verdict, message, ...place }, operations),
  };
}
