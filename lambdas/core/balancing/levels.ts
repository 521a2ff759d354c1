import { remembered } from '../remembered.ts';
import type { TargetConfig } from '../router-config.ts';
import { type Pool, poolOf } from './pool.ts';

/** A backend's targets by priority. */
export interface Levels {
  /** The most wanted first: all targets of each priority. */
  readonly pools: readonly Pool[];
  /** Place in `pools`, by index of the target. */
  readonly levelOf: readonly number[];
}

/** Computed once for each list of targets. */
export const levelsOf = remembered(new WeakMap<readonly TargetConfig[], Levels>(), (targets) => {
  const priorities = targets.map(({ priority = 0 }) => priority);
  const distinct = [...new Set(priorities)].sort((a, b) => a - b);
  const indexes = distinct.map((priority) => priorities.flatMap((each, index) => (each === priority ? [index] : [])));
  return {
    pools: indexes.map((each) => poolOf(each, (index) => targets[index]?.weight ?? 0)),
    levelOf: priorities.map((priority) => distinct.indexOf(priority)),
  };
});
