/**
 * The knapsack under the fold plan. A `Worth` says for each exact number of resources how many operations can keep
 * their own; negative where no plan takes just that number; empty where no number will do.
 */
export type Worth = Int32Array;

/** Stays negative whatever is added to it, and two of them still fit 32 bits. */
export const IMPOSSIBLE = -(2 ** 30);

export interface Shared {
  readonly items: readonly Worth[];
  /** Operations kept whatever the items get. */
  readonly base: number;
  /** Resources in all. */
  readonly limit: number;
}

/** The best that comes of each number of resources shared out among the items. */
export function shareOut({ items, base, limit }: Shared): Worth {
  return merge(items, limit).worth.map((worth) => worth + base);
}

/** What each item gets in that best when `total` is shared out. */
export function sharesOf({ items }: Shared, total: number): readonly number[] {
  return items.length === 0 ? [] : handOut(merge(items, total), total);
}

/** Items, and the best that comes of them together. */
interface Merged {
  readonly worth: Worth;
  /** `undefined`: one item, or none. */
  readonly halves?: readonly [Merged, Merged];
}

/** Half by half: one after the other, a resource with thousands below it would need as many tables as long as the limit. */
function merge(items: readonly Worth[], limit: number): Merged {
  const [only = NOTHING] = items;
  if (items.length < 2) return { worth: withoutEnd(only.subarray(0, limit + 1)) };
  const middle = items.length >> 1;
  const [one, other] = [merge(items.slice(0, middle), limit), merge(items.slice(middle), limit)];
  return { worth: together(one.worth, other.worth, limit), halves: [one, other] };
}

/** No items: nothing is needed, and nothing comes of it. */
const NOTHING: Worth = Int32Array.of(0);

/** The hot loop of the fold plan. */
function together(one: Worth, other: Worth, limit: number): Worth {
  const length = Math.min(one.length + other.length - 1, limit + 1);
  if (one.length === 0 || other.length === 0) return new Int32Array(0);
  const best = new Int32Array(length).fill(IMPOSSIBLE);
  for (let given = 0; given < one.length; given += 1) {
    const kept = one[given] ?? IMPOSSIBLE;
    const most = Math.min(other.length, length - given);
    for (let more = 0; kept >= 0 && more < most; more += 1) {
      const found = kept + (other[more] ?? IMPOSSIBLE);
      if (found > (best[given + more] ?? 0)) best[given + more] = found;
    }
  }
  return withoutEnd(best);
}

/** Up to the largest number that will do. */
function withoutEnd(worth: Worth): Worth {
  return worth.subarray(0, worth.findLastIndex((kept) => kept >= 0) + 1);
}

/** Of the ways that are worth the same, the one that gives the later half least. */
function handOut({ worth, halves }: Merged, total: number): readonly number[] {
  if (halves === undefined) return [total];
  const [one, other] = halves;
  const best = worth[total];
  const given = other.worth.findIndex((kept, share) => kept + (one.worth[total - share] ?? IMPOSSIBLE) === best);
  return [...handOut(one, total - given), ...handOut(other, given)];
}
