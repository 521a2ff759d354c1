/** A fleet of balancers before a pool of servers, in virtual time. Times are in milliseconds. */
export interface Scenario {
  readonly name: string;
  readonly instances: number;
  readonly targets: readonly SimulatedTarget[];
  /** Requests per second, Poisson. */
  readonly rate: number;
  readonly duration: number;
  /** Requests that arrive before are not counted. */
  readonly warmUp: number;
  /** Whether targets report their requests in flight with each response. */
  readonly reportsLoad: boolean;
}

export interface SimulatedTarget {
  /** Requests served at a time; more of them wait in line. */
  readonly slots: number;
  /** Mean of a lognormal distribution whose logarithm has a standard deviation of 1: p99 is 6.2 times the mean. */
  readonly serviceTime: number;
  readonly priority?: number;
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

const equal = (count: number, slots = 8, serviceTime = 40): readonly SimulatedTarget[] =>
  Array.from({ length: count }, () => ({ slots, serviceTime }));

/** Ten targets of eight slots, one three times and one one and a half times slower than the others. */
const uneven = equal(10).map((target, index) => ({
  ...target,
  serviceTime: target.serviceTime * ([3, 1.5][index] ?? 1),
}));

/** 200 instances, for two minutes of which the first 20 s do not count. */
export const unevenAt = (load: number, reportsLoad: boolean): Scenario => ({
  name: `10 targets, one 3x and one 1.5x slower, ${100 * load}% load, ${reportsLoad ? 'load reported' : 'no reports'}`,
  instances: 200,
  targets: uneven,
  rate: load * capacity(uneven),
  duration: 120_000,
  warmUp: 20_000,
  reportsLoad,
});

/** One of ten equal targets has a fault for 15 s, at 60% load. */
export const oneWith = (kind: FaultKind): Scenario => {
  const faults = [{ from: 10_000, until: 25_000, kind }];
  const targets = equal(10).map((target, index) => (index === 0 ? { ...target, faults } : target));
  return {
    name: `10 targets, one ${kind.is} from 10 s to 25 s, 60% load`,
    instances: 200,
    targets,
    rate: 0.6 * capacity(targets),
    duration: 40_000,
    warmUp: 5000,
    reportsLoad: true,
  };
};

/** Three of the five targets of the first zone die; another zone has as many. */
export const zoneFails: Scenario = (() => {
  const faults: readonly Fault[] = [{ from: 10_000, until: 25_000, kind: { is: 'dead' } }];
  const targets = equal(10, 16).map((target, index) => ({
    ...target,
    priority: index < 5 ? 0 : 1,
    ...(index < 3 && { faults }),
  }));
  return {
    name: '2 zones of 5 targets, 3 of the first zone dead from 10 s to 25 s, 60% load of one zone',
    instances: 200,
    targets,
    rate: 0.3 * capacity(targets),
    duration: 40_000,
    warmUp: 5000,
    reportsLoad: true,
  };
})();

/** A hundred targets of five speeds before a thousand instances: each pair meets once in ten seconds. */
export const hundredMixed: Scenario = (() => {
  const targets = equal(100, 4).map((target, index) => ({ ...target, serviceTime: 40 * (1 + (index % 5) / 4) }));
  return {
    name: '100 targets of five speeds (1x to 2x), 1,000 instances, 60% load',
    instances: 1000,
    targets,
    rate: 0.6 * capacity(targets),
    duration: 60_000,
    warmUp: 20_000,
    reportsLoad: true,
  };
})();

/** 1,000,000 requests per second: as many as a thousand instances can serve, one at a time, when nothing waits. */
export const million: Scenario = {
  name: '1,000 targets, one in ten 3x slower, 1,000 instances, 1,000,000 requests/s',
  instances: 1000,
  targets: equal(1000, 2, 0.5).map((target, index) => (index % 10 === 0 ? { ...target, serviceTime: 1.5 } : target)),
  rate: 1_000_000,
  duration: 1500,
  warmUp: 500,
  reportsLoad: true,
};

export const oneInstance: Scenario = {
  ...unevenAt(0.75, true),
  name: '10 targets, one 3x and one 1.5x slower, one instance, one request at a time',
  instances: 1,
  // What one can serve of 40 ms each.
  rate: 10,
  duration: 600_000,
};
