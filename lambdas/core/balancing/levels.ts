import type { TargetConfig } from '../router-config.ts';
import { type Pool, poolOf } from './pool.ts';

/** A backend's targets by priority. */
export interface Levels {
  /** The most wanted first: all targets of each priority. */
  readonly pools: readonly Pool[];
  /** Place in `pools`, by index of the target. */
  readonly levelOf: readonly number[];
}

const known = new WeakMap<readonly TargetConfig[], Levels>();

/** Computed once for each list of targets. */
export function levelsOf(targets: readonly TargetConfig[]): Levels {
  const found = known.get(targets);
  if (found !== undefined) return found;
  const priorities = targets.map(({ priority = 0 }) => priority);
  const distinct = [...new Set(priorities)].sort((a, b) => a - b);
  const indexes = distinct.map((priority) => priorities.flatMap((each, index) => (each === priority ? [index] : [])));
  const levels = {
    pools: indexes.map((each) => poolOf(each, (index) => targets[index]?.weight ?? 0)),
    levelOf: priorities.map((priority) => distinct.indexOf(priority)),
  };
  known.set(targets, levels);
  return levels;
}
