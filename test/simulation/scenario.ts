/** A fleet of balancers before a pool of servers, in virtual time. Times are in milliseconds. */
export interface Scenario {
  readonly name: string;
  readonly instances: number;
  /** Requests that an instance serves at a time: one, as in Lambda, unless said otherwise. */
  readonly concurrency?: number;
  readonly targets: readonly SimulatedTarget[];
  /** Requests per second, Poisson. */
  readonly rate: number;
  readonly duration: number;
  /** Requests that arrive before are not counted. */
  readonly warmUp: number;
  /** For one try. */
  readonly timeout: number;
  /** Whether targets report their requests in flight with each response. */
  readonly reportsLoad: boolean;
}

export interface SimulatedTarget {
  /** Requests served at a time; more of them wait in line. */
  readonly slots: number;
  /** Mean of a lognormal distribution whose logarithm has a standard deviation of 1: p99 is 6.2 times the mean. */
  readonly serviceTime: number;
  readonly faults?: readonly Fault[];
}

export interface Fault {
  readonly from: number;
  readonly until: number;
  readonly kind: FaultKind;
}

export type FaultKind =
  /** Breaks off what it does and refuses connections. */
  | { readonly is: 'dead' }
  /** Takes requests and never answers. */
  | { readonly is: 'stalled' }
  /** Answers 503 at once. */
  | { readonly is: 'failing' }
  | { readonly is: 'slow'; readonly factor: number };

/** Requests per second that the targets can serve together. */
export const capacity = (targets: readonly SimulatedTarget[]): number =>
  targets.reduce((sum, { slots, serviceTime }) => sum + (slots * 1000) / serviceTime, 0);

/** Ten targets of eight slots, one three times and one one and a half times slower than the others. */
export const unevenTen: readonly SimulatedTarget[] = Array.from({ length: 10 }, (_, index) => ({
  slots: 8,
  serviceTime: 40 * (index === 0 ? 3 : index === 1 ? 1.5 : 1),
}));
