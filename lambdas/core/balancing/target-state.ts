import type { SentCount } from './consistent-hash.ts';

/**
 * What one router instance knows of a backend's targets. Plain data of this instance alone: balancing needs no shared
 * state (decision 6); only what a fleet must agree on comes from the table (`unbackSince`, `fleetEjection`).
 * An instance serves one request at a time, so its own requests in flight say nothing; latency and reported load do.
 */
export interface BackendState {
  /** By index of the backend's targets. */
  readonly targets: readonly TargetState[];
  /** Averages over the answers of all targets: what is taken for granted of one that nothing is known of. */
  readonly typical: { readonly latency: number; readonly load: number };
  /** Turns saved up for round robin, by index. */
  readonly turns: readonly number[];
  /** Requests sent by `consistent-hash`. */
  readonly sent: SentCount;
  /** Indexes of targets that have or had trouble of late: a decision need not look at all the others. */
  readonly troubled: readonly number[];
  /** Of success rates: since when answers are counted, and how many targets have answered often enough. */
  readonly window: { readonly since: number; readonly counted: number };
}

/** Times are in milliseconds since the epoch, 0 for never. */
export interface TargetState {
  /** Average of milliseconds to the first byte of a response, as of `observedAt`. */
  readonly latency: number;
  /** Reported with its last response, in requests in flight; 0 without reports. */
  readonly load: number;
  readonly observedAt: number;
  /** Failures in a row of any kind: 5xx, broken off, no connection. */
  readonly failures: number;
  /** Connections that failed in a row. */
  readonly unreachable: number;
  /** It could not be reached, or asked to be left alone: until then it is the last resort. */
  readonly restsUntil: number;
  /** How often it was ejected of late. */
  readonly ejections: number;
  readonly ejectedUntil: number;
  /** By `consistent-hash`. */
  readonly sent: SentCount;
  /** In the window of success rates. */
  readonly answers: number;
  readonly successes: number;
  /** By the health function's word. */
  readonly isUnhealthy: boolean;
  /** When it came: was reached again, found healthy again by the health function, or looked up for the first time. */
  readonly backSince: number;
  /** What the fleet agreed on, if it is ejected: instances without the lease leave it alone for longer. */
  readonly fleetEjection: FleetEjection | undefined;
}

export interface FleetEjection {
  readonly until: number;
  /** How often in a row, this one included. */
  readonly count: number;
  /** Until when this instance holds the lease to try the target for the whole fleet, once `until` has passed. */
  readonly leaseUntil: number;
}

const NOTHING_SENT: SentCount = { count: 0, at: 0 };

const UNKNOWN: TargetState = {
  latency: 0,
  load: 0,
  observedAt: 0,
  failures: 0,
  unreachable: 0,
  restsUntil: 0,
  ejections: 0,
  ejectedUntil: 0,
  sent: NOTHING_SENT,
  answers: 0,
  successes: 0,
  isUnhealthy: false,
  backSince: 0,
  fleetEjection: undefined,
};

/** Turns start anywhere: instances that all began at the first target would send it the whole fleet's first requests. */
export function initialState(targets: number, random: () => number): BackendState {
  return {
    targets: Array.from({ length: targets }, () => UNKNOWN),
    typical: { latency: 0, load: 0 },
    turns: Array.from({ length: targets }, random),
    sent: NOTHING_SENT,
    troubled: [],
    window: { since: 0, counted: 0 },
  };
}

export function withTarget(state: BackendState, index: number, target: TargetState): BackendState {
  const targets = state.targets.with(index, target);
  if (isTroubled(target) === state.troubled.includes(index)) return { ...state, targets };
  const others = state.troubled.filter((each) => each !== index);
  return { ...state, targets, troubled: isTroubled(target) ? [...others, index] : others };
}

const isTroubled = ({ restsUntil, ejectedUntil, isUnhealthy, backSince, fleetEjection }: TargetState): boolean =>
  restsUntil > 0 || ejectedUntil > 0 || isUnhealthy || backSince > 0 || fleetEjection !== undefined;
