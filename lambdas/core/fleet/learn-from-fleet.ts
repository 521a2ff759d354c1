import { type BackendState, type TargetState, withTarget } from '../balancing/target-state.ts';
import type { TargetConfig } from '../router-config.ts';
import type { FleetRecords, TargetHealth } from './fleet-records.ts';

/**
 * What an instance knows once it has read what the fleet agreed on.
 * @param leases until when this instance holds the lease of a target, by URL
 */
export function learnFromFleet(
  state: BackendState,
  targets: readonly TargetConfig[],
  { health, ejections }: FleetRecords,
  leases: ReadonlyMap<string, number>,
): BackendState {
  return targets.reduce((known, { url }, index) => {
    const target = known.targets[index];
    if (target === undefined) return known;
    const agreed = ejections.targets.get(url);
    const ejection = agreed && { until: agreed.until, count: agreed.count, leaseUntil: leases.get(url) ?? 0 };
    const learned = withHealth(withEjection(target, ejection), health.targets.get(url));
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

function withHealth(target: TargetState, health: TargetHealth | undefined): TargetState {
  const isUnhealthy = health?.isHealthy === false;
  if (isUnhealthy === target.isUnhealthy) return target;
  return isUnhealthy ? { ...target, isUnhealthy } : { ...target, isUnhealthy, backSince: health?.since ?? 0 };
}
