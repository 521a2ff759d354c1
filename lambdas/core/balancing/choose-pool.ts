import type { BackendConfig } from '../router-config.ts';
import { availability, isProbing, slowStartShare } from './availability.ts';
import { type Levels, levelsOf } from './levels.ts';
import type { PickOptions } from './pick-target.ts';
import { type Pool, poolOf } from './pool.ts';
import { levelLoads } from './priority-levels.ts';
import type { BackendState } from './target-state.ts';

/**
 * The targets that a request may go to now, never one that it was sent to already; empty when each was tried. Of what is
 * left the best: those of its priority's share, then what is available in other priorities, then what was judged
 * unavailable, then what could not be reached.
 */
export function choosePool(backend: BackendConfig, state: BackendState, options: PickOptions): Pool {
  const levels = levelsOf(backend.targets);
  const [first] = levels.pools;
  const { tried, now, mayProbe = false } = options;
  if (first !== undefined && state.troubled.length === 0 && tried.length === 0) return first;
  const written = (indexes: readonly number[]) => poolOf(indexes, (index) => backend.targets[index]?.weight ?? 0);
  const probing = mayProbe ? state.troubled.filter((index) => isProbing(state.targets[index], now)) : [];
  const toProbe = probing.filter((index) => !tried.includes(index));
  if (toProbe.length > 0) return written(toProbe);
  return poolOfLevel(backend, levels, state, options) ?? written(whatIsLeft(state, options));
}

/** The targets of the priority that is drawn; `undefined` where none of them is left. */
function poolOfLevel(
  { slowStart }: BackendConfig,
  levels: Levels,
  state: BackendState,
  { now, random, tried }: PickOptions,
): Pool | undefined {
  const found = state.troubled.map((index) => ({ index, is: ofTarget(state, index, now) }));
  const { level, panics } = drawLevel(levels, found, random);
  const shares = new Map<number, number>();
  for (const { index, is } of found) {
    const usable = is === 'available' || (panics && is === 'unavailable');
    const target = state.targets[index];
    shares.set(index, usable && target !== undefined ? slowStartShare(target, slowStart, now) : 0);
  }
  for (const index of tried) shares.set(index, 0);
  const pool = levels.pools[level];
  const lost = [...shares].filter(([index, share]) => share === 0 && levels.levelOf[index] === level).length;
  return pool === undefined || lost === pool.indexes.length ? undefined : { ...pool, shares };
}

function ofTarget({ targets }: BackendState, index: number, now: number) {
  const target = targets[index];
  return target === undefined ? 'available' : availability(target, now);
}

function whatIsLeft(state: BackendState, { now, tried }: PickOptions): readonly number[] {
  const untried = [...state.targets.keys()].filter((index) => !tried.includes(index));
  const those = (is: string) => untried.filter((index) => ofTarget(state, index, now) === is);
  const [available, unavailable] = [those('available'), those('unavailable')];
  if (available.length > 0) return available;
  return unavailable.length > 0 ? unavailable : untried;
}

/** Draws a priority by its share of the load. */
function drawLevel(
  { pools, levelOf }: Levels,
  found: readonly { readonly index: number; readonly is: string }[],
  random: () => number,
) {
  const away = pools.map(() => 0);
  for (const { index, is } of found) {
    const level = levelOf[index] ?? 0;
    if (is !== 'available') away[level] = (away[level] ?? 0) + 1;
  }
  const loads = levelLoads(
    pools.map(({ indexes: { length } }, level) => ({ size: length, available: length - (away[level] ?? 0) })),
  );
  let left = pools.length > 1 ? random() : 0;
  const drawn = loads.findIndex(({ share }) => {
    left -= share;
    return left < 0;
  });
  // Rounding may leave a last crumb.
  const level = drawn < 0 ? loads.findLastIndex(({ share }) => share > 0) : drawn;
  return { level, panics: loads[level]?.panics ?? false };
}
