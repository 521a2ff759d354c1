/** Targets that a request may go to, and their weights. */
export interface Pool {
  /** Of the backend's targets. */
  readonly indexes: readonly number[];
  /** By place. */
  readonly weights: readonly number[];
  /** Weights of each one and all before it: a draw is a search in them, not a walk over all. */
  readonly upTo: readonly number[];
  readonly areWeightsEqual: boolean;
}

export function poolOf(indexes: readonly number[], weightOf: (index: number) => number): Pool {
  const weights = indexes.map(weightOf);
  const upTo: number[] = [];
  let total = 0;
  for (const weight of weights) {
    total += weight;
    upTo.push(total);
  }
  return { indexes, weights, upTo, areWeightsEqual: weights.every((weight) => weight === weights[0]) };
}

export const isEmpty = ({ indexes }: Pool): boolean => indexes.length === 0;

export const totalWeight = ({ upTo }: Pool): number => upTo[upTo.length - 1] ?? 0;

/** The place in the pool of one drawn by weight; `undefined` from an empty one. */
export function drawPlace(pool: Pool, random: () => number): number | undefined {
  return isEmpty(pool) ? undefined : placeAt(pool, random() * totalWeight(pool));
}

/** Of one that is not at `place`; `undefined` where there is no other. */
export function drawOtherPlace(pool: Pool, place: number, random: () => number): number | undefined {
  if (pool.indexes.length < 2) return undefined;
  const own = pool.weights[place] ?? 0;
  const drawn = random() * (totalWeight(pool) - own);
  const found = placeAt(pool, drawn < (pool.upTo[place] ?? 0) - own ? drawn : drawn + own);
  // Rounding may lead to its edge.
  return found !== place ? found : place === 0 ? 1 : place - 1;
}

/** The first whose share reaches beyond `weight`, by halving. */
function placeAt({ upTo }: Pool, weight: number): number {
  let from = 0;
  let to = upTo.length - 1;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((upTo[middle] ?? 0) > weight) to = middle;
    else from = middle + 1;
  }
  return from;
}
