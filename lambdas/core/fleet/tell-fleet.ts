import { PROBATION } from '../balancing/availability.ts';
import { MAX_SHARE } from '../balancing/eject.ts';
import type { BackendState, TargetState } from '../balancing/target-state.ts';
import type { TargetConfig } from '../router-config.ts';
import type { Ejection } from './fleet-records.ts';

type Ejections = ReadonlyMap<string, Ejection>;

/**
 * The record of ejections as this instance would have it at `now`, or `undefined` where it has nothing new to say: targets
 * that it ejected are added, those that it tried for the fleet and that answered are taken out.
 */
export function tellFleet(
  state: BackendState,
  targets: readonly TargetConfig[],
  agreed: Ejections,
  now: number,
): Ejections | undefined {
  // What nobody has taken back is over by itself.
  const current = new Map([...agreed].filter(([, { until }]) => now < until + PROBATION));
  let isNew = false;
  for (const [index, { url }] of targets.entries()) {
    const target = state.targets[index];
    const ejection = current.get(url);
    if (target === undefined) continue;
    if (isRecovered(target, now)) {
      isNew = current.delete(url) || isNew;
    } else if (target.ejectedUntil > now && (ejection === undefined || ejection.until <= now)) {
      if (ejection === undefined && !mayEject(current, targets)) continue;
      current.set(url, { until: target.ejectedUntil, count: target.ejections, leaseUntil: 0 });
      isNew = true;
    }
  }
  return isNew ? current : undefined;
}

/** This instance tried the target for the fleet, and its last answer was no failure. */
const isRecovered = ({ fleetEjection, ejectedUntil, failures, observedAt }: TargetState, now: number): boolean =>
  fleetEjection !== undefined &&
  fleetEjection.leaseUntil > 0 &&
  ejectedUntil <= now &&
  failures === 0 &&
  observedAt >= fleetEjection.until;

/** Of its own targets: those of another deploy that shares the table are none of its business. */
function mayEject(current: Ejections, targets: readonly TargetConfig[]): boolean {
  const ejected = targets.filter(({ url }) => current.has(url)).length;
  return ejected === 0 || ejected < MAX_SHARE * targets.length;
}

/** Milliseconds for which one instance tries a target for all. */
const LEASE = 10_000;

/**
 * The record with the lease of the first target that waits to be tried, and its URL; `undefined` where none does. Who does not
 * have a target cannot try it: another deploy's, or one that was found since.
 */
export function takeLease(
  agreed: Ejections,
  targets: readonly TargetConfig[],
  now: number,
): { readonly url: string; readonly until: number; readonly ejections: Ejections } | undefined {
  for (const { url } of targets) {
    const ejection = agreed.get(url);
    if (ejection === undefined) continue;
    const waits = now >= ejection.until && now < ejection.until + PROBATION && now >= ejection.leaseUntil;
    if (!waits) continue;
    const until = now + LEASE;
    return { url, until, ejections: new Map(agreed).set(url, { ...ejection, leaseUntil: until }) };
  }
  return undefined;
}
