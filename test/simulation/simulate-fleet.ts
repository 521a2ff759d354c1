import type { TargetOutcome } from '../../lambdas/core/balancing/observe-outcome.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { createAgenda } from './agenda.ts';
import type { Policy } from './policies.ts';
import type { Scenario } from './scenario.ts';
import { createServer, type Server } from './server.ts';

export interface FleetResult {
  /** Milliseconds from arrival to answer of the requests that succeeded, in order of their arrival's end. */
  readonly latencies: Float64Array;
  /** Requests that failed, retry included. */
  readonly errors: number;
  readonly requests: number;
  readonly tries: number;
  /** Per second of arrival. */
  readonly timeline: readonly Second[];
}

export interface Second {
  readonly latencies: number[];
  errors: number;
}

/** The same scenario, policy and seed give the same result; arrivals and work are the same for every policy. */
export function simulateFleet(scenario: Scenario, policy: Policy, seed: number): FleetResult {
  const agenda = createAgenda();
  const arrivals = seededRandom(seed);
  const work = seededRandom(seed + 1);
  const choices = seededRandom(seed + 2);
  const servers = scenario.targets.map((target) => createServer(target, agenda));
  const choosers = Array.from({ length: scenario.instances }, () =>
    policy.create({ scenario, servers, random: choices }),
  );
  const free = choosers.flatMap((_, index) => Array<number>(scenario.concurrency ?? 1).fill(index));
  const waiting: Request[] = [];
  let waitingHead = 0;
  const counted = { latencies: [] as number[], errors: 0, requests: 0, tries: 0 };
  const timeline: Second[] = [];

  const begin = (request: Request) => {
    const at = Math.floor(choices() * free.length);
    const instance = free[at];
    if (instance === undefined) {
      waiting.push(request);
      return;
    }
    free[at] = free.at(-1) ?? instance;
    free.pop();
    attempt(request, instance);
  };

  const attempt = (request: Request, instance: number) => {
    const chooser = choosers[instance];
    const index = chooser?.choose(agenda.now(), request.tried);
    const server = index === undefined ? undefined : servers[index];
    if (chooser === undefined || index === undefined || server === undefined) return end(request, instance, false);
    const started = agenda.now();
    request.tried.push(index);
    counted.tries += 1;
    take(
      server,
      request,
      (outcome) => {
        chooser.observe(index, outcome(agenda.now() - started), agenda.now());
      },
      (succeeded) => {
        if (succeeded || request.tried.length > RETRIES) end(request, instance, succeeded);
        else attempt(request, instance);
      },
    );
  };

  const take = (
    server: Server,
    request: Request,
    observe: (outcome: (latency: number) => TargetOutcome) => void,
    done: (succeeded: boolean) => void,
  ) => {
    let open = true;
    const settle = (outcome: (latency: number) => TargetOutcome, succeeded: boolean) => {
      if (!open) return;
      open = false;
      observe(outcome);
      done(succeeded);
    };
    server.take(request.work, (answer) => {
      switch (answer) {
        case 'refused':
          return settle(() => ({ kind: 'unreachable' }), false);
        case 'broken':
          return settle(() => ({ kind: 'failed', latency: scenario.timeout }), false);
        default: {
          const load = scenario.reportsLoad ? server.inFlight() : undefined;
          const succeeded = answer < 500;
          return settle((latency) => ({ kind: 'answered', latency, status: answer, load }), succeeded);
        }
      }
    });
    agenda.at(agenda.now() + scenario.timeout, () =>
      settle(() => ({ kind: 'failed', latency: scenario.timeout }), false),
    );
  };

  const end = (request: Request, instance: number, succeeded: boolean) => {
    count(request, succeeded);
    free.push(instance);
    const next = waiting[waitingHead];
    if (next === undefined) return;
    waitingHead += 1;
    begin(next);
  };

  const count = ({ arrived }: Request, succeeded: boolean) => {
    const at = Math.floor(arrived / 1000);
    while (timeline.length <= at) timeline.push({ latencies: [], errors: 0 });
    const second = timeline[at];
    if (second === undefined) return;
    const latency = agenda.now() - arrived;
    if (succeeded) second.latencies.push(latency);
    else second.errors += 1;
    if (arrived < scenario.warmUp) return;
    counted.requests += 1;
    if (succeeded) counted.latencies.push(latency);
    else counted.errors += 1;
  };

  const arrive = () => {
    begin({ arrived: agenda.now(), work: lognormal(work), tried: [] });
    const next = agenda.now() - Math.log(1 - arrivals()) * (1000 / scenario.rate);
    if (next < scenario.duration) agenda.at(next, arrive);
  };
  agenda.at(0, arrive);
  agenda.runUntil(scenario.duration + 60_000);
  return { ...counted, latencies: Float64Array.from(counted.latencies), timeline };
}

const RETRIES = 1;

interface Request {
  readonly arrived: number;
  /** A multiple of the target's mean. */
  readonly work: number;
  readonly tried: number[];
}

/** Mean 1, standard deviation of the logarithm 1 (Box and Muller's transform). */
const lognormal = (random: () => number): number =>
  Math.exp(Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()) - 0.5);
