/** A weight for each index of a pool. */
export type WeightOf = (index: number) => number;

/** Draws one of the pool by weight; `undefined` from an empty one. `without` is passed over. */
export function weightedDraw(
  pool: readonly number[],
  weightOf: WeightOf,
  random: () => number,
  without: readonly number[] = NONE,
): number | undefined {
  let total = 0;
  for (const index of pool) if (!without.includes(index)) total += weightOf(index);
  let left = random() * total;
  let last: number | undefined;
  for (const index of pool) {
    if (without.includes(index)) continue;
    last = index;
    left -= weightOf(index);
    if (left < 0) break;
  }
  // Rounding may leave a last crumb.
  return last;
}

const NONE: readonly number[] = [];
