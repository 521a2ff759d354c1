import { type Pool, shareOf } from './pool.ts';

/**
 * Smooth weighted round robin (nginx's): each of the pool gains its weight in turns, the richest is picked and pays for
 * all. `undefined` from an empty pool.
 */
export function smoothTurn(
  pool: Pool,
  turns: readonly number[],
): { readonly index: number; readonly turns: readonly number[] } | undefined {
  const { indexes, weights } = pool;
  const next = turns.slice();
  let richest: number | undefined;
  let total = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < indexes.length; place += 1) {
    const index = indexes[place] ?? 0;
    const weight = (weights[place] ?? 0) * shareOf(pool, index);
    if (weight === 0) continue;
    total += weight;
    const turn = (next[index] ?? 0) + weight;
    next[index] = turn;
    if (turn > most) {
      most = turn;
      richest = index;
    }
  }
  if (richest === undefined) return undefined;
  next[richest] = most - total;
  return { index: richest, turns: next };
}
