import type { TargetConfig } from '../router-config.ts';
import { type BackendState, initialState, withTarget } from './target-state.ts';

/**
 * What is known of a backend's targets once there are others: all of those that stayed, by their URLs. The window of success
 * rates starts anew, for its counts are of targets that may be gone.
 */
export function carryOver(
  state: BackendState,
  before: readonly TargetConfig[],
  after: readonly TargetConfig[],
  random: () => number,
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
    return target === undefined ? next : withTarget(next, index, { ...target, answers: 0, successes: 0 });
  }, start);
}
