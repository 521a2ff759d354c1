/**
 * What one router instance knows of one target. Plain data of this instance alone: balancing needs no shared state
 * (decision 6). An instance serves one request at a time, so requests in flight say nothing here; latency does.
 */
export interface TargetState {
  /** Peak-EWMA of milliseconds to the first byte of a response, as of `observedAt`. */
  readonly latency: number;
  /** Milliseconds since the epoch; 0 before the first observation. */
  readonly observedAt: number;
  /** Turns saved up for smooth weighted round robin (the algorithm of nginx). */
  readonly turn: number;
  /** Connections that failed in a row. */
  readonly failures: number;
  /** Milliseconds since the epoch; until then it is picked only when no other is left. */
  readonly ejectedUntil: number;
}

/** By index of the backend's targets. */
export type BackendState = readonly TargetState[];

/** Turns start anywhere: instances that all began at the first target would send it the whole fleet's first requests. */
export function initialState(targets: number, random: () => number): BackendState {
  return Array.from({ length: targets }, () => ({
    latency: 0,
    observedAt: 0,
    turn: random(),
    failures: 0,
    ejectedUntil: 0,
  }));
}
