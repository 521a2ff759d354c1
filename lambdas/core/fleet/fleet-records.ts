/**
 * What a fleet of routers agrees on of a backend's targets, by their URLs: places in the list differ between deploys. Two
 * small records for each backend, each written as a whole on transitions alone; of two writers that know the same version
 * one wins, and the other one learns of it at its next look.
 */
import { MAX_TIME } from '../balancing/eject.ts';

export interface FleetRecords {
  /** By the health function. */
  readonly health: Versioned<TargetHealth>;
  /** By the routers. */
  readonly ejections: Versioned<Ejection>;
}

export interface Versioned<Value> {
  /** 0 for one that was never written. */
  readonly version: number;
  readonly targets: ReadonlyMap<string, Value>;
}

/** Times are in milliseconds since the epoch. */
export interface TargetHealth {
  readonly isHealthy: boolean;
  readonly since: number;
}

export interface Ejection {
  readonly until: number;
  /** How often in a row, this one included. */
  readonly count: number;
  /** Until when one instance tries the target for all. */
  readonly leaseUntil: number;
}

/**
 * Whether an ejection ends when one can, whatever clocks differ by: one by a clock that is an hour ahead would keep every
 * instance from its target for that hour.
 */
export const isCredible = ({ until }: Ejection, now: number): boolean => until <= now + 2 * MAX_TIME;

/** `undefined` for what is not of this form, as another deploy's may be. */
export function parseTargets<Value>(
  json: string,
  isValue: (value: unknown) => value is Value,
): ReadonlyMap<string, Value> | undefined {
  const parsed = parse(json);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
  const targets = new Map<string, Value>();
  for (const [url, value] of Object.entries(parsed)) {
    if (!isValue(value)) return undefined;
    targets.set(url, value);
  }
  return targets;
}

export const isTargetHealth = (value: unknown): value is TargetHealth =>
  has(value, 'since', 'number') && has(value, 'isHealthy', 'boolean');

export const isEjection = (value: unknown): value is Ejection =>
  has(value, 'until', 'number') && has(value, 'count', 'number') && has(value, 'leaseUntil', 'number');

const has = (value: unknown, name: string, type: string): boolean =>
  // Just tested.
  typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[name] === type;

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
