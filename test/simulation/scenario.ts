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

/**
 * 1,000 requests a second for each instance, which serves one at a time. One target in ten is five times slower, so that
 * its share is more than it can do; of those that are not, one in a hundred, and at least one, dies, and as many
 * become ten times slower, both for a quarter of the time. Both are well again before the end.
 */
export function atScale(instances: number, targetCount: number, duration: number): Scenario {
  const rate = 1000 * instances;
  const [from, until] = [duration / 2, 0.75 * duration];
  const faulty = Math.ceil(targetCount / 100);
  const faultOf = (place: number): FaultKind | undefined => {
    if (place % 10 === 1 && place < 10 * faulty) return { is: 'dead' };
    return place % 10 === 2 && place < 10 * faulty ? { is: 'slow', factor: 10 } : undefined;
  };
  const targets = equal(targetCount, 1, 0.25).map((target, place) => {
    const kind = faultOf(place);
    const serviceTime = target.serviceTime * (place % 10 === 0 ? 5 : 1);
    return { ...target, serviceTime, ...(kind && { faults: [{ from, until, kind }] }) };
  });
  const [many, each] = [rate.toLocaleString('en'), instances.toLocaleString('en')];
  return {
    name: `${many} requests/s, ${each} instances, ${targetCount.toLocaleString('en')} targets: slow, dying, recovering`,
    instances,
    targets,
    rate,
    duration,
    warmUp: duration / 3,
    reportsLoad: true,
  };
}

export const oneInstance: Scenario = {
  ...unevenAt(0.75, true),
  name: '10 targets, one 3x and one 1.5x slower, one instance, one request at a time',
  instances: 1,
  // What one can serve of 40 ms each.
  rate: 10,
  duration: 600_000,
};
