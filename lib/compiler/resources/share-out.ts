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
export function shareOut(shared: Shared): Worth {
  const worth = startWorth(shared);
  const length = shared.items.reduce((used, item) => addItem(worth, used, item), 1);
  return worth.subarray(0, length);
}

/** What each item gets in that best when `total` is shared out. */
export function sharesOf(shared: Shared, total: number): readonly number[] {
  const { items } = shared;
  const worth = startWorth({ ...shared, limit: total });
  const steps: Worth[] = [worth.slice()];
  let length = 1;
  for (const item of items) {
    length = addItem(worth, length, item);
    steps.push(worth.slice());
  }
  const shares: number[] = [];
  let left = total;
  for (const [index, item] of [...items.entries()].reverse()) {
    const best = steps[index + 1]?.[left];
    const given = item.findIndex((more, share) => (steps[index]?.[left - share] ?? IMPOSSIBLE) + more === best);
    shares[index] = given;
    left -= given;
  }
  return shares;
}

function startWorth({ items, base, limit }: Shared): Worth {
  const most = items.reduce((sum, item) => sum + Math.max(0, item.length - 1), 0);
  const worth = new Int32Array(Math.min(most, limit) + 1).fill(IMPOSSIBLE);
  worth[0] = base;
  return worth;
}

/**
 * In place, from the largest total down: each needs only the old values at or below it. `length` and the result are
 * how much of `worth` is in use.
 */
function addItem(worth: Worth, length: number, item: Worth): number {
  if (length === 0 || item.length === 0) return 0;
  let used = 0;
  for (let total = Math.min(length + item.length - 1, worth.length) - 1; total >= 0; total -= 1) {
    const best = bestWith(worth, length, item, total);
    worth[total] = best;
    if (used === 0 && best >= 0) used = total + 1;
  }
  return used;
}

/** The hot loop of the fold plan. */
function bestWith(worth: Worth, length: number, item: Worth, total: number): number {
  let best = IMPOSSIBLE;
  for (let given = total < length ? 0 : total - length + 1; given < item.length && given <= total; given += 1) {
    const found = (worth[total - given] ?? IMPOSSIBLE) + (item[given] ?? IMPOSSIBLE);
    if (found > best) best = found;
  }
  return best;
}
