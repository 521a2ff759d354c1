/**
 * Outlier ejection with the defaults of Envoy (config.cluster.v3.OutlierDetection), but for what an instance of a Lambda
 * sees: a share of the traffic, one request at a time. So a target that could not be reached rests at once, and success
 * rates are judged when there are enough answers, not by the clock alone.
 */
import type { BackendState, TargetState } from './target-state.ts';
import { withTarget } from './target-state.ts';

/** consecutive_5xx, which counts failed connections too unless they are split off. */
export const CONSECUTIVE_FAILURES = 5;

/** base_ejection_time and max_ejection_time, in milliseconds. */
const BASE_TIME = 30_000;
export const MAX_TIME = 300_000;

/** max_ejection_percent; one is ejected in any case. */
export const MAX_SHARE = 0.1;

/** interval, in milliseconds: each one that a target is back takes one off its number of ejections. */
export const INTERVAL = 10_000;

export function eject(state: BackendState, index: number, now: number): BackendState {
  const target = state.targets[index];
  if (target === undefined || target.ejectedUntil > now) return state;
  const ejected = state.targets.filter((each) => isEjected(each, now)).length;
  if (ejected > 0 && ejected >= MAX_SHARE * state.targets.length) return state;
  const ejections = ejectionsOf(target, now) + 1;
  const ejectedUntil = now + Math.min(BASE_TIME * ejections, MAX_TIME);
  return withTarget(state, index, { ...target, ejections, ejectedUntil });
}

const isEjected = ({ ejectedUntil, fleetEjection }: TargetState, now: number): boolean =>
  ejectedUntil > now || (fleetEjection !== undefined && fleetEjection.until > now);

function ejectionsOf({ ejections, ejectedUntil, fleetEjection }: TargetState, now: number): number {
  const own = ejections - Math.floor(Math.max(0, now - ejectedUntil) / INTERVAL);
  return Math.max(0, own, fleetEjection?.count ?? 0);
}
