/** Targets that a request may go to, and their weights. */
export interface Pool {
  /** Of the backend's targets. */
  readonly indexes: readonly number[];
  /** By place. */
  readonly weights: readonly number[];
  /** Weights of each one and all before it: a draw is a search in them, not a walk over all. */
  readonly upTo: readonly number[];
  readonly areWeightsEqual: boolean;
  /**
   * Shares of their weight that some targets get now, by index: 0 for none of it. What is not in it gets all, and at least
   * one target gets something. So a few targets with trouble cost a decision nothing for the many without.
   */
  readonly shares?: ReadonlyMap<number, number>;
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

export const shareOf = ({ shares }: Pool, index: number): number => shares?.get(index) ?? 1;

/** Draws before all that is left is written out instead. */
const DRAWS = 8;

/** One drawn by weight, other than `without`; `undefined` where there is none. */
export function draw(pool: Pool, random: () => number, without?: number): number | undefined {
  if (isEmpty(pool)) return undefined;
  for (let attempt = 0; attempt < DRAWS; attempt += 1) {
    const index = pool.indexes[placeAt(pool, random() * totalWeight(pool))];
    if (index === undefined || index === without) continue;
    const share = shareOf(pool, index);
    if (share === 1 || (share > 0 && random() < share)) return index;
  }
  const left = written(pool, without);
  return isEmpty(left) ? undefined : left.indexes[placeAt(left, random() * totalWeight(left))];
}

/** Without shares: their weights are what they get. */
function written(pool: Pool, without: number | undefined): Pool {
  const weightByIndex = new Map(
    pool.indexes.map((index, place) => [index, (pool.weights[place] ?? 0) * shareOf(pool, index)]),
  );
  const left = pool.indexes.filter((index) => index !== without && (weightByIndex.get(index) ?? 0) > 0);
  return poolOf(left, (index) => weightByIndex.get(index) ?? 0);
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
