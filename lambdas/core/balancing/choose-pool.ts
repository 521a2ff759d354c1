import type { TargetConfig } from '../router-config.ts';
import { type Availability, availability, isProbing } from './availability.ts';
import type { PickOptions } from './pick-target.ts';
import { levelLoads } from './priority-levels.ts';
import type { BackendState } from './target-state.ts';

/**
 * Indexes of the targets that a request may go to now, never one that it was sent to already; empty when each was tried.
 * Of what is left the best: those of its priority's share, then what is available in other priorities, then what was
 * judged unavailable, then what could not be reached.
 */
export function choosePool(
  targets: readonly TargetConfig[],
  state: BackendState,
  { now, random, tried, mayProbe = false }: PickOptions,
): readonly number[] {
  const known = state.targets.map((target) => availability(target, now));
  const untried = (isWanted: (found: Availability, index: number) => boolean) =>
    indexesWhere(known, (found, index) => isWanted(found, index) && !tried.includes(index));
  if (mayProbe) {
    const probing = untried((_, index) => isProbing(state.targets[index], now));
    if (probing.length > 0) return probing;
  }
  const levels = levelsOf(targets);
  const { level, panics } = chooseLevel(levels, known, random);
  const wanted = untried(
    (found, index) => (found === 'available' || (panics && found === 'unavailable')) && levels.levelOf[index] === level,
  );
  if (wanted.length > 0) return wanted;
  const available = untried((found) => found === 'available');
  if (available.length > 0) return available;
  const awake = untried((found) => found !== 'rests');
  return awake.length > 0 ? awake : untried(() => true);
}

/** In a loop: `flatMap` takes five times as long, and this is most of a decision among a thousand targets. */
function indexesWhere(known: readonly Availability[], isWanted: (found: Availability, index: number) => boolean) {
  const indexes: number[] = [];
  for (let index = 0; index < known.length; index += 1) {
    const found = known[index];
    if (found !== undefined && isWanted(found, index)) indexes.push(index);
  }
  return indexes;
}

/** Draws a priority by its share of the load. */
function chooseLevel(
  { sizes, levelOf }: Levels,
  known: readonly Availability[],
  random: () => number,
): { readonly level: number; readonly panics: boolean } {
  const available = sizes.map(() => 0);
  for (let index = 0; index < known.length; index += 1) {
    const level = levelOf[index] ?? 0;
    if (known[index] === 'available') available[level] = (available[level] ?? 0) + 1;
  }
  const loads = levelLoads(sizes.map((size, level) => ({ size, available: available[level] ?? 0 })));
  let left = sizes.length > 1 ? random() : 0;
  const drawn = loads.findIndex(({ share }) => {
    left -= share;
    return left < 0;
  });
  // Rounding may leave a last crumb.
  const level = drawn < 0 ? loads.findLastIndex(({ share }) => share > 0) : drawn;
  return { level, panics: loads[level]?.panics ?? false };
}

interface Levels {
  /** Targets of each priority, the most wanted first. */
  readonly sizes: readonly number[];
  /** Place in `sizes`, by index of the target. */
  readonly levelOf: readonly number[];
}

const levelsByTargets = new WeakMap<readonly TargetConfig[], Levels>();

function levelsOf(targets: readonly TargetConfig[]): Levels {
  const known = levelsByTargets.get(targets);
  if (known !== undefined) return known;
  const priorities = targets.map(({ priority = 0 }) => priority);
  const distinct = [...new Set(priorities)].sort((a, b) => a - b);
  const levels = {
    sizes: distinct.map((priority) => priorities.filter((each) => each === priority).length),
    levelOf: priorities.map((priority) => distinct.indexOf(priority)),
  };
  levelsByTargets.set(targets, levels);
  return levels;
}
