import { seededRandom } from '../support/seeded-random.ts';
import { createAgenda } from './agenda.ts';
import { createHistogram, type Histogram } from './histogram.ts';
import { createInstance } from './instance.ts';
import type { Policy } from './policies.ts';
import type { Scenario } from './scenario.ts';
import { createServer } from './server.ts';

export interface FleetResult {
  /** Milliseconds from arrival to answer of the requests that succeeded. */
  readonly latencies: Histogram;
  /** Requests that failed, or never came to an end. */
  readonly errors: number;
  readonly requests: number;
  /** By time of arrival, in `TIMELINE_STEPS` equal parts of the duration; those before the count began too. */
  readonly timeline: readonly Histogram[];
}

export const TIMELINE_STEPS = 60;

/** Virtual milliseconds for what is under way when arrivals end. */
const GRACE = 30_000;

/** The same scenario, policy and seed give the same result; arrivals and work are the same for every policy. */
export function simulateFleet(scenario: Scenario, policy: Policy, seed: number): FleetResult {
  const { warmUp, duration, rate } = scenario;
  const agenda = createAgenda();
  const [arrivals, work, random] = [0, 1, 2].map((part) => seededRandom(seed * 3 + part));
  if (arrivals === undefined || work === undefined || random === undefined) throw new Error('three were made');
  const servers = scenario.targets.map((target) => createServer(target, agenda));
  const instances = Array.from({ length: scenario.instances }, () => {
    const chooser = policy.create({ scenario, servers, random });
    return createInstance({ agenda, scenario, servers, chooser, random });
  });
  const fleet = whichIsFree(instances, random);
  const timeline = Array.from({ length: TIMELINE_STEPS }, createHistogram);
  const latencies = createHistogram();
  let requests = 0;

  const arrive = () => {
    const arrived = agenda.now();
    const own = lognormal(work);
    if (arrived >= warmUp) requests += 1;
    const part = timeline[Math.floor((arrived / duration) * TIMELINE_STEPS)];
    fleet.take((instance, release) => {
      instance.serve(
        () => own,
        (succeeded) => {
          release();
          const latency = agenda.now() - arrived;
          if (succeeded) part?.add(latency);
          if (succeeded && arrived >= warmUp) latencies.add(latency);
        },
      );
    });
    const next = arrived - Math.log(1 - arrivals()) * (1000 / rate);
    if (next < duration) agenda.at(next, arrive);
  };
  agenda.at(0, arrive);
  agenda.runUntil(duration + GRACE);
  return { latencies, errors: requests - latencies.count(), requests, timeline };
}

/** Mean 1, standard deviation of the logarithm 1 (Box and Muller's transform). */
const lognormal = (random: () => number): number =>
  Math.exp(Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()) - 0.5);

/** Gives each job an instance that does nothing else, any of those that are free; without one, jobs wait in line. */
function whichIsFree<One>(all: readonly One[], random: () => number) {
  const free = [...all];
  let line: ((one: One, release: () => void) => void)[] = [];
  let head = 0;
  const start = (job: (one: One, release: () => void) => void, one: One) =>
    job(one, () => {
      const next = line[head];
      if (next === undefined) {
        free.push(one);
        return;
      }
      head += 1;
      if (head > 10_000) {
        line = line.slice(head);
        head = 0;
      }
      start(next, one);
    });
  return {
    take(job: (one: One, release: () => void) => void) {
      const at = Math.floor(random() * free.length);
      const one = free[at];
      const last = free.pop();
      if (one === undefined || last === undefined) {
        line.push(job);
        return;
      }
      if (at < free.length) free[at] = last;
      start(job, one);
    },
  };
}
