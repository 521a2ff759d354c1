import type { TargetOutcome } from '../../lambdas/core/balancing/observe-outcome.ts';
import { backOff } from '../../lambdas/core/resilience/back-off.ts';
import { type LatencyEstimate, observeLatency, patience } from '../../lambdas/core/resilience/latency-estimate.ts';
import { nextStep, type Step, type Try } from '../../lambdas/core/resilience/next-step.ts';
import { retryPolicy } from '../../lambdas/core/resilience/retry-policy.ts';
import { earn, RETRY_BUDGET, spend, type TokenBudget } from '../../lambdas/core/resilience/token-budget.ts';
import type { Agenda } from './agenda.ts';
import { createAlarm } from './alarm.ts';
import type { Chooser } from './policies.ts';
import type { Scenario } from './scenario.ts';
import type { Server, ServerAnswer } from './server.ts';

/** A router's instance, which decides with the router's own code when a request is sent again; its policy says where to. */
export interface Instance {
  /** @param work of each try, in multiples of a target's mean */
  serve(work: () => number, done: (succeeded: boolean) => void): void;
}

interface Parts {
  readonly agenda: Agenda;
  readonly scenario: Scenario;
  readonly servers: readonly Server[];
  readonly chooser: Chooser;
  readonly random: () => number;
}

/** Milliseconds for a request: what an operation has by default. */
const TIMEOUT = 28_000;

/** Requests are idempotent, and tried twice at most. */
const ATTEMPTS = 2;

type StartedAs = Extract<Step, { kind: 'start' }>['as'];

type SimulatedTry = { -readonly [Key in keyof Try]: Try[Key] } & { readonly target: number };
type EndableTry = SimulatedTry & { end(): void };

export function createInstance(parts: Parts): Instance {
  const { agenda, scenario, servers, chooser, random } = parts;
  const mayStall = scenario.targets.some(({ faults }) => faults !== undefined);
  let retries: TokenBudget = { tokens: RETRY_BUDGET.most };
  let estimate: LatencyEstimate | undefined;
  const alarm = createAlarm(agenda);

  const send = (target: number, server: Server, work: number, deadline: number, settled: () => void): EndableTry => {
    const startedAt = agenda.now();
    const sent: SimulatedTry = { target, startedAt, result: 'running', notBefore: 0 };
    const settle = (outcome: TargetOutcome, result: Try['result']) => {
      if (sent.result !== 'running') return;
      chooser.observe(target, outcome, agenda.now());
      sent.result = result;
      sent.notBefore = agenda.now() + (result === 'unsent' ? 0 : backOff(1, random));
      settled();
    };
    const failed: TargetOutcome = { kind: 'failed', latency: deadline - startedAt };
    server.take(work, (answer: ServerAnswer) => {
      if (answer === 'refused') return settle({ kind: 'unreachable' }, 'unsent');
      if (answer === 'broken') return settle(failed, 'failed');
      const latency = agenda.now() - startedAt;
      const load = scenario.reportsLoad ? server.inFlight() : undefined;
      if (answer < 500) estimate = observeLatency(estimate, latency);
      return settle({ kind: 'answered', latency, status: answer, load }, answer < 500 ? 'answered' : 'unavailable');
    });
    return Object.assign(sent, { end: () => settle(failed, 'failed') });
  };

  /** As the router does: what still runs is given up, and counts against its target if it was late. */
  const endOthers = (tries: readonly SimulatedTry[]) => {
    for (const [place, other] of tries.entries()) {
      if (other.result !== 'running') continue;
      const latency = agenda.now() - other.startedAt;
      if (place < tries.length - 1) chooser.observe(other.target, { kind: 'failed', latency }, agenda.now());
      other.result = 'failed';
    }
  };

  return {
    serve(work, done) {
      retries = earn(retries, RETRY_BUDGET);
      const deadline = agenda.now() + TIMEOUT;
      const situation = {
        ...retryPolicy(
          { attempts: ATTEMPTS },
          { targets: servers.length, timeout: TIMEOUT, measured: patience(estimate) },
        ),
        idempotent: true,
        targets: servers.length,
        deadline,
        hedgeAfter: undefined,
      };
      const tries: EndableTry[] = [];
      let open = true;
      const advance = (): void => {
        if (!open) return;
        const now = agenda.now();
        const step = nextStep(situation, { tries, now, retries, hedges: { tokens: 0 } });
        if (step.kind === 'finish') finish(step.index);
        else if (step.kind === 'wait') alarm.set(deadline, endAll);
        else if (step.at > now) alarm.set(step.at, advance);
        else {
          start(step.as);
          advance();
        }
      };
      const finish = (index: number) => {
        open = false;
        alarm.clear();
        endOthers(tries);
        done(tries[index]?.result === 'answered');
      };
      const endAll = () => {
        if (!mayStall) return;
        for (const each of tries) each.end();
      };
      const start = (as: StartedAs) => {
        const tried = tries.map((each) => each.target);
        // Where all were tried, any may be tried again.
        const target = chooser.choose(agenda.now(), tried) ?? chooser.choose(agenda.now(), []);
        const server = servers[target ?? -1];
        if (target === undefined || server === undefined) throw new Error('there is no target');
        if (as === 'retry' || as === 'late') retries = spend(retries) ?? retries;
        tries.push(send(target, server, work(), deadline, advance));
      };
      advance();
    },
  };
}
