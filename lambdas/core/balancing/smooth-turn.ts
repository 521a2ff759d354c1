import { type Pool, totalWeight } from './pool.ts';

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
  let richest = indexes[0];
  if (richest === undefined) return undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < indexes.length; place += 1) {
    const index = indexes[place] ?? 0;
    const turn = (next[index] ?? 0) + (weights[place] ?? 0);
    next[index] = turn;
    if (turn > most) {
      most = turn;
      richest = index;
    }
  }
  next[richest] = most - totalWeight(pool);
  return { index: richest, turns: next };
}
