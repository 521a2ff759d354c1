import { type BackendState, type TargetState, withTarget } from '../balancing/target-state.ts';
import type { BackendConfig } from '../router-config.ts';
import type { FleetRecords, TargetHealth } from './fleet-records.ts';

export interface LearnOptions {
  /** Until when this instance holds the lease of a target, by URL. */
  readonly leases: ReadonlyMap<string, number>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What an instance knows once it has read what the fleet agreed on. */
export function learnFromFleet(
  state: BackendState,
  config: BackendConfig,
  { health, ejections }: FleetRecords,
  { leases, now }: LearnOptions,
): BackendState {
  return config.targets.reduce((known, { url }, index) => {
    const target = known.targets[index];
    if (target === undefined) return known;
    const agreed = ejections.targets.get(url);
    const ejection = agreed && { until: agreed.until, count: agreed.count, leaseUntil: leases.get(url) ?? 0 };
    // The last word of a health function outlives the check that a later deploy does without.
    const word = config.health && health.targets.get(url);
    const learned = withHealth(withEjection(target, ejection), word, now - (config.slowStart ?? 0));
    return learned === target ? known : withTarget(known, index, learned);
  }, state);
}

/** Where the fleet has taken an ejection back, this instance's own is over as well. */
function withEjection(target: TargetState, ejection: TargetState['fleetEjection']): TargetState {
  const before = target.fleetEjection;
  if (before === undefined && ejection === undefined) return target;
  if (ejection !== undefined) return { ...target, fleetEjection: ejection };
  const wasAgreed = before !== undefined && target.ejectedUntil <= before.until;
  return { ...target, fleetEjection: undefined, ...(wasAgreed && { failures: 0 }) };
}

/** @param coldSince milliseconds since the epoch; who came back later starts slowly, also with who has not seen it away */
function withHealth(target: TargetState, health: TargetHealth | undefined, coldSince: number): TargetState {
  if (health?.isHealthy === false) return target.isUnhealthy ? target : { ...target, isUnhealthy: true };
  const backSince = health?.since ?? 0;
  const isCold = backSince > coldSince && backSince > target.backSince;
  return target.isUnhealthy || isCold ? { ...target, isUnhealthy: false, backSince } : target;
}
