import type { TargetConfig } from '../router-config.ts';
import { type BackendState, initialState, withTarget } from './target-state.ts';

export interface CarryOverOptions {
  /** In [0, 1). */
  readonly random: () => number;
  /** Milliseconds since the epoch at which those came that were not there before; 0: they may have been there for long. */
  readonly joinedAt: number;
}

/**
 * What is known of a backend's targets once there are others: all of those that stayed, by their URLs. The window of success
 * rates starts anew, for its counts are of targets that may be gone.
 */
export function carryOver(
  state: BackendState,
  before: readonly TargetConfig[],
  after: readonly TargetConfig[],
  { random, joinedAt }: CarryOverOptions,
): BackendState {
  const indexes = new Map(before.map(({ url }, index) => [url, index]));
  const old = after.map(({ url }) => indexes.get(url) ?? -1);
  const fresh = initialState(after.length, random);
  const start: BackendState = {
    ...fresh,
    typical: state.typical,
    sent: state.sent,
    turns: fresh.turns.map((turn, index) => state.turns[old[index] ?? -1] ?? turn),
  };
  return old.reduce((next, oldIndex, index) => {
    const target = state.targets[oldIndex];
    const joined = fresh.targets[index];
    if (target !== undefined) return withTarget(next, index, { ...target, answers: 0, successes: 0 });
    return joined === undefined || joinedAt === 0 ? next : withTarget(next, index, { ...joined, backSince: joinedAt });
  }, start);
}
