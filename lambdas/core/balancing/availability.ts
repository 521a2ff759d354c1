import type { TargetState } from './target-state.ts';

/** Milliseconds for which the holder of the lease tries an ejected target before all others come back to it by themselves. */
export const PROBATION = 15_000;

/**
 * Whether a target may get requests. One that rests could not be reached just now or asked to be left alone, so it is
 * no use in panic either; one that is unavailable was judged, and judgement may be wrong.
 */
export type Availability = 'available' | 'unavailable' | 'rests';

export function availability(target: TargetState, now: number): Availability {
  if (target.restsUntil > now) return 'rests';
  if (target.isUnhealthy || target.ejectedUntil > now) return 'unavailable';
  return target.fleetEjection !== undefined && isOnProbation(target.fleetEjection, now) ? 'unavailable' : 'available';
}

const isOnProbation = ({ until, leaseUntil }: NonNullable<TargetState['fleetEjection']>, now: number): boolean =>
  now < until || (now < until + PROBATION && now >= leaseUntil);

/** Whether this instance is to try the target for the whole fleet. */
export function isProbing(target: TargetState | undefined, now: number): boolean {
  const fleetEjection = target?.fleetEjection;
  return fleetEjection !== undefined && now >= fleetEjection.until && now < fleetEjection.leaseUntil;
}

/** Share of its weight that a target gets which has just come back: Envoy's slow start, linear, from 10%. */
export function slowStartShare(target: TargetState, slowStart: number | undefined, now: number): number {
  if (slowStart === undefined) return 1;
  const back = Math.max(target.backSince, target.ejectedUntil, target.restsUntil);
  return back === 0 ? 1 : Math.min(1, Math.max(LEAST_SHARE, (now - back) / slowStart));
}

const LEAST_SHARE = 0.1;
