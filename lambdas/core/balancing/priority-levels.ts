/**
 * How requests spread over priorities: Envoy's arithmetic ("Priority levels" and "Panic threshold" of its documentation),
 * in fractions instead of whole percents. A level is taken for whole while 1/1.4 = 72% of it is available; what is missing
 * beyond that spills over to the next one.
 */
export interface PriorityLevel {
  /** Targets, all of them and those that are available; weights count for nothing here. */
  readonly size: number;
  readonly available: number;
}

export interface LevelLoad {
  /** Of all requests, from 0 to 1; the shares of all levels add up to 1. */
  readonly share: number;
  /** Whether its targets are used as if all were available: judging so many of them is more likely wrong than right. */
  readonly panics: boolean;
}

const OVERPROVISIONING = 1.4;
const PANIC = 0.5;

/** What is whole in whole percents: of fractions, 2/7 and 3/7 times 1.4 are a hair less than 1. */
const WHOLE = 1 - 1e-9;

/** @param levels the most wanted first */
export function levelLoads(levels: readonly PriorityLevel[]): readonly LevelLoad[] {
  const health = levels.map(({ size, available }) =>
    size === 0 ? 0 : Math.min(1, (OVERPROVISIONING * available) / size),
  );
  const total = Math.min(
    1,
    health.reduce((sum, each) => sum + each, 0),
  );
  // While the levels together are whole, none panics, however few of its own are available.
  const panics = levels.map(({ size, available }) => total < WHOLE && available < PANIC * size);
  if (panics.every(Boolean)) return bySize(levels);
  let left = 1;
  return health.map((each, index) => {
    const share = Math.min(left, each / total);
    left -= share;
    return { share, panics: panics[index] ?? false };
  });
}

/** Where all levels panic, each gets what its size is of the whole. */
function bySize(levels: readonly PriorityLevel[]): readonly LevelLoad[] {
  const all = levels.reduce((sum, { size }) => sum + size, 0);
  return levels.map(({ size }) => ({ share: size / all, panics: true }));
}
