import type { WeightOf } from './weighted-draw.ts';

/**
 * Smooth weighted round robin (nginx's): each of the pool gains its weight in turns, the richest is picked and pays for
 * all. `undefined` from an empty pool.
 */
export function smoothTurn(
  pool: readonly number[],
  weightOf: WeightOf,
  turns: readonly number[],
): { readonly index: number; readonly turns: readonly number[] } | undefined {
  const next = turns.slice();
  let total = 0;
  let richest = pool[0];
  if (richest === undefined) return undefined;
  for (const index of pool) {
    const weight = weightOf(index);
    total += weight;
    next[index] = (next[index] ?? 0) + weight;
    if ((next[index] ?? 0) > (next[richest] ?? 0)) richest = index;
  }
  next[richest] = (next[richest] ?? 0) - total;
  return { index: richest, turns: next };
}
