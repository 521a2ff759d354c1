/**
 * The knapsack under the fold plan. A `Worth` says for each exact number of resources how many operations can keep
 * their own; `IMPOSSIBLE` where no plan takes just that number.
 */
export type Worth = Int32Array;

export const IMPOSSIBLE = -1;

export interface Shares {
  readonly worth: Worth;
  /** Per item and total, what the item gets of it. */
  readonly shares: readonly Uint16Array[];
}

/** The best way to share out resources, up to `limit`, among items; `base` operations are kept whatever happens. */
export function shareOut(items: readonly Worth[], base: number, limit: number): Shares {
  let worth: Worth = Int32Array.of(base);
  const shares: Uint16Array[] = [];
  for (const item of items) {
    const next = addItem(worth, item, limit);
    worth = next.worth;
    shares.push(next.share);
  }
  return { worth, shares };
}

function addItem(worth: Worth, item: Worth, limit: number): { readonly worth: Worth; readonly share: Uint16Array } {
  const size = Math.min(worth.length + item.length - 1, limit + 1);
  const next = new Int32Array(size).fill(IMPOSSIBLE);
  const share = new Uint16Array(size);
  worth.forEach((kept, before) => {
    const most = kept === IMPOSSIBLE ? 0 : Math.min(item.length, size - before);
    for (let given = 0; given < most; given += 1) {
      const more = item[given] ?? IMPOSSIBLE;
      if (more === IMPOSSIBLE || kept + more <= (next[before + given] ?? IMPOSSIBLE)) continue;
      next[before + given] = kept + more;
      share[before + given] = given;
    }
  });
  return { worth: next, share };
}

/** What each item gets when `total` is shared out. */
export function sharesOf({ shares }: Shares, total: number): readonly number[] {
  const given: number[] = [];
  let left = total;
  for (let index = shares.length - 1; index >= 0; index -= 1) {
    const share = shares[index]?.[left] ?? 0;
    given[index] = share;
    left -= share;
  }
  return given;
}
