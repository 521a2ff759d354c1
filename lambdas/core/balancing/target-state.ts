/**
 * What one router instance knows of a backend's targets. Plain data of this instance alone: balancing needs no shared
 * state (decision 6); only what a fleet must agree on comes from the table (`unhealthySince`, `fleetEjection`).
 * An instance serves one request at a time, so its own requests in flight say nothing; latency and reported load do.
 */
export interface BackendState {
  /** By index of the backend's targets. */
  readonly targets: readonly TargetState[];
  /** Averages over the answers of all targets: what is taken for granted of one that nothing is known of. */
  readonly typical: { readonly latency: number; readonly load: number };
  /** Turns saved up for round robin, by index. */
  readonly turns: readonly number[];
  /** Requests of late for `consistent-hash`, by index, as of `countedAt`; fading. */
  readonly counts: readonly number[];
  readonly countedAt: number;
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
  /** In the window of success rates. */
  readonly answers: number;
  readonly successes: number;
  /** By the health function's word. */
  readonly isUnhealthy: boolean;
  /** When the health function found it healthy again. */
  readonly healthySince: number;
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

const UNKNOWN: TargetState = {
  latency: 0,
  load: 0,
  observedAt: 0,
  failures: 0,
  unreachable: 0,
  restsUntil: 0,
  ejections: 0,
  ejectedUntil: 0,
  answers: 0,
  successes: 0,
  isUnhealthy: false,
  healthySince: 0,
  fleetEjection: undefined,
};

/** Turns start anywhere: instances that all began at the first target would send it the whole fleet's first requests. */
export function initialState(targets: number, random: () => number): BackendState {
  return {
    targets: Array.from({ length: targets }, () => UNKNOWN),
    typical: { latency: 0, load: 0 },
    turns: Array.from({ length: targets }, random),
    counts: Array.from({ length: targets }, () => 0),
    countedAt: 0,
    window: { since: 0, counted: 0 },
  };
}

export const withTarget = (state: BackendState, index: number, target: TargetState): BackendState => ({
  ...state,
  targets: state.targets.with(index, target),
});
