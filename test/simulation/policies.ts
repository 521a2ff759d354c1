import { observeOutcome, type TargetOutcome } from '../../lambdas/core/balancing/observe-outcome.ts';
import { pickTarget } from '../../lambdas/core/balancing/pick-target.ts';
import { initialState } from '../../lambdas/core/balancing/target-state.ts';
import type { BackendConfig } from '../../lambdas/core/router-config.ts';
import type { Scenario } from './scenario.ts';
import type { Server } from './server.ts';

export interface Policy {
  readonly name: string;
  /** Once per instance of the fleet. */
  create(world: World): Chooser;
}

interface World {
  readonly scenario: Scenario;
  readonly servers: readonly Server[];
  readonly random: () => number;
}

/** What one instance does: all it knows comes from `observe`, unless it is the oracle. */
export interface Chooser {
  choose(now: number, tried: readonly number[]): number | undefined;
  observe(index: number, outcome: TargetOutcome, now: number): void;
}

/** Virtual time begins here: the router's code takes 0 for "never". */
const EPOCH = 1_800_000_000_000;

/** Whose requests `consistent-hash` keeps together, per target: so many that chance alone makes few targets busy. */
const USERS = 1000;

/** The router's own code. */
export const ours = (balance: BackendConfig['balance']): Policy => ({
  name: balance,
  create({ scenario, random }) {
    const config: BackendConfig = {
      balance,
      targets: scenario.targets.map(({ priority = 0 }, index) => ({
        url: `http://target-${index}`,
        weight: 1,
        priority,
      })),
    };
    let state = initialState(config.targets.length, random);
    return {
      choose(now, tried) {
        const pick = pickTarget(config, state, {
          now: EPOCH + now,
          random,
          tried,
          hashKey: `user-${Math.floor(random() * USERS * config.targets.length)}`,
        });
        state = pick?.state ?? state;
        return pick?.index;
      },
      observe(index, outcome, now) {
        state = observeOutcome(state, index, outcome, EPOCH + now);
      },
    };
  },
});

/** One of `count` that was not tried, each with the same chance; `undefined` where none is left. */
export function drawUntried(count: number, tried: readonly number[], draw: () => number): number | undefined {
  if (tried.length >= count) return undefined;
  for (;;) {
    const index = Math.floor(draw() * count);
    if (!tried.includes(index)) return index;
  }
}

/** What a balancer comes to that knows nothing. */
export const random: Policy = {
  name: 'random',
  create: ({ servers, random: draw }) => ({
    choose: (_, tried) => drawUntried(servers.length, tried, draw),
    observe: () => undefined,
  }),
};

/** How many targets the oracle looks at: all of few, and of many enough to find one that is idle. */
const LOOKS = 50;

/** Sees every queue and every fault at the moment of its choice: what no balancer can beat by much. */
export const oracle: Policy = {
  name: 'oracle',
  create: ({ servers, random: draw }) => ({
    choose: (_, tried) => {
      const first = Math.floor(draw() * servers.length);
      let best: number | undefined;
      let least = Number.POSITIVE_INFINITY;
      for (let step = 0; step < Math.min(LOOKS, servers.length); step += 1) {
        const index = (first + step) % servers.length;
        const time = servers[index]?.expectedTime() ?? least;
        if (time >= least || tried.includes(index)) continue;
        least = time;
        best = index;
      }
      return best ?? drawUntried(servers.length, tried, draw);
    },
    observe: () => undefined,
  }),
};
