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
export function choosePool({ targets, slowStart }: BackendConfig, state: BackendState, options: PickOptions): Pool {
  const levels = levelsOf(targets);
  const [first] = levels.pools;
  if (first !== undefined && state.troubled === 0 && options.tried.length === 0) return first;
  return poolOf(chooseIndexes(levels, state, options), (index) => {
    const known = state.targets[index];
    const weight = targets[index]?.weight ?? 0;
    return known === undefined ? weight : weight * slowStartShare(known, slowStart, options.now);
  });
}

function chooseIndexes(levels: Levels, state: BackendState, { now, random, tried, mayProbe }: PickOptions) {
  const found = sort(levels, state, now);
  const untried = (indexes: readonly number[]): readonly number[] =>
    tried.length === 0 ? indexes : indexes.filter((index) => !tried.includes(index));
  if (mayProbe === true) {
    const probing = untried(found.available).filter((index) => isProbing(state.targets[index], now));
    if (probing.length > 0) return probing;
  }
  const { level, panics } = drawLevel(levels, found.availableAt, random);
  const usable = panics ? [...found.available, ...found.unavailable] : found.available;
  const wanted =
    levels.pools.length === 1 ? untried(usable) : untried(usable).filter((index) => levels.levelOf[index] === level);
  return [wanted, untried(found.available), untried(found.unavailable), untried(found.resting)].find(hasAny) ?? [];
}

const hasAny = (indexes: readonly number[]): boolean => indexes.length > 0;

/** Indexes by availability; `availableAt` counts them by level. */
function sort({ pools, levelOf }: Levels, { targets }: BackendState, now: number) {
  const available: number[] = [];
  const unavailable: number[] = [];
  const resting: number[] = [];
  const availableAt = pools.map(() => 0);
  let index = 0;
  for (const target of targets) {
    const found = availability(target, now);
    if (found === 'available') {
      available.push(index);
      const level = levelOf[index] ?? 0;
      availableAt[level] = (availableAt[level] ?? 0) + 1;
    } else if (found === 'unavailable') unavailable.push(index);
    else resting.push(index);
    index += 1;
  }
  return { available, unavailable, resting, availableAt };
}

/** Draws a priority by its share of the load. */
function drawLevel({ pools }: Levels, availableAt: readonly number[], random: () => number) {
  const loads = levelLoads(
    pools.map(({ indexes }, level) => ({ size: indexes.length, available: availableAt[level] ?? 0 })),
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
