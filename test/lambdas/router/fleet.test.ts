import { describe, expect, it } from '@jest/globals';
import { createDynamoDbClient } from '../../../lambdas/adapters/dynamodb-client.ts';
import { fleetTable } from '../../../lambdas/adapters/fleet-table.ts';
import { observeOutcome, type TargetOutcome } from '../../../lambdas/core/balancing/observe-outcome.ts';
import { pickTarget } from '../../../lambdas/core/balancing/pick-target.ts';
import type { HealthCheck } from '../../../lambdas/core/router-config.ts';
import { type Backend, connectBackends } from '../../../lambdas/router/backends.ts';
import { createFleet } from '../../../lambdas/router/fleet.ts';
import { HEALTH } from '../../support/router-config.ts';
import { startTable } from '../../support/start-table.ts';

const endpoint = await startTable('state');
const START = 1_800_000_000_000;
let now = START;
const environment = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's' };
const urls = Array.from({ length: 4 }, (_, at) => `http://target-${at}.example`);
const BROKEN: TargetOutcome = { kind: 'answered', status: 503, latency: 1 };
const FINE: TargetOutcome = { kind: 'answered', status: 200, latency: 1 };

interface Instance {
  readonly backend: Backend;
  /** A request, as the router makes it; to the target that is given, or to the one that is picked. Resolves to its index. */
  ask(outcome: TargetOutcome, target?: number): Promise<number>;
}

interface Parts {
  readonly url?: string;
  /** Milliseconds that its clock is ahead. */
  readonly ahead?: number;
  readonly health?: HealthCheck;
}

async function instance(name: string, { url = endpoint, ahead = 0, health }: Parts = {}): Promise<Instance> {
  const backends = connectBackends(
    {
      backends: {
        [name]: {
          balance: 'round-robin',
          targets: urls.map((each) => ({ url: each, weight: 1 })),
          ...(health && { health }),
        },
      },
    },
    () => 0,
  );
  const client = createDynamoDbClient({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: url }, 2000);
  const clock = () => now + ahead;
  const fleet = createFleet({ table: fleetTable(client, 'state', clock), backends, clock, random: () => 0 });
  const backend = backends.get(name);
  if (backend === undefined) throw new Error('no backend');
  return {
    backend,
    async ask(outcome, target) {
      await fleet.look(backend);
      const options = { now: clock(), random: () => 0, tried: [], mayProbe: true };
      const pick = pickTarget(backend.config, backend.state, options);
      const index = target ?? pick?.index ?? -1;
      backend.state = observeOutcome(pick?.state ?? backend.state, index, outcome, clock());
      await fleet.tell(backend);
      return index;
    },
  };
}

const places = async (one: Instance, requests = 6) => {
  const found = new Set<number>();
  for (let request = 0; request < requests; request += 1) found.add(await one.ask(FINE));
  return [...found].sort();
};
async function failing(one: Instance, target: number): Promise<void> {
  for (let failure = 0; failure < 5; failure += 1) await one.ask(BROKEN, target);
}

describe('a fleet of routers', () => {
  it('learns of an ejection, tries the target by one instance, and takes it back for all', async () => {
    now = START;
    const [one, two, three] = await Promise.all([instance('a'), instance('a'), instance('a')]);
    await failing(one, 2);
    now += 5001;
    expect(await places(two)).toEqual([0, 1, 3]);
    expect(await places(three)).toEqual([0, 1, 3]);
    now = START + 30_001;
    // The first to look has the lease; the others have seen so when they look.
    expect(await two.ask(FINE)).toBe(2);
    expect(await places(three)).toEqual([0, 1, 2, 3]);
    now += 5001;
    expect(await places(one)).toEqual([0, 1, 2, 3]);
  });

  it('lets one instance alone find that the target is still down', async () => {
    now = START;
    const [one, two, three] = await Promise.all([instance('b'), instance('b'), instance('b')]);
    await failing(one, 1);
    now += 5001;
    await Promise.all([two.ask(FINE), three.ask(FINE)]);
    now = START + 30_001;
    expect(await two.ask(BROKEN)).toBe(1);
    expect(await places(three)).toEqual([0, 2, 3]);
    now = START + 90_000;
    expect(await places(three)).toEqual([0, 2, 3]);
  });

  it('gives a lease to one of those that ask at the same time', async () => {
    now = START;
    const many = await Promise.all(Array.from({ length: 8 }, () => instance('c')));
    const [first] = many;
    if (first === undefined) throw new Error('eight were made');
    await failing(first, 0);
    now += 5001;
    await Promise.all(many.map((one) => one.ask(FINE)));
    now = START + 30_001;
    const asked = await Promise.all(many.map((one) => one.ask(FINE)));
    // The one that ejected it goes by its own clock, the lease is for the others.
    expect(asked.filter((index) => index === 0).length).toBeLessThanOrEqual(2);
    expect(asked.filter((index) => index === 0).length).toBeGreaterThanOrEqual(1);
  });

  it('believes no ejection of an instance whose clock is an hour ahead', async () => {
    now = START;
    await failing(await instance('e', { ahead: 3_600_000 }), 3);
    const other = await instance('e');
    expect(await places(other)).toEqual([0, 1, 2, 3]);
    await failing(other, 2);
    now += 5001;
    expect(await places(await instance('e'))).toEqual([0, 1, 3]);
  });

  it('goes by the word of the health function as long as its document has the check', async () => {
    now = START;
    const client = createDynamoDbClient({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint }, 2000);
    const unhealthy = new Map([[urls[1] ?? '', { isHealthy: false, since: START - 1000 }]]);
    const table = fleetTable(client, 'state', () => now);
    expect(await table.writeHealth('f', { version: 0, targets: new Map() }, unhealthy)).toBe(true);
    expect(await places(await instance('f', { health: HEALTH }))).toEqual([0, 2, 3]);
    expect(await places(await instance('f'))).toEqual([0, 1, 2, 3]);
  });

  it('goes by its own knowledge where the table is down', async () => {
    now = START;
    const alone = await instance('d', { url: 'http://127.0.0.1:1' });
    await failing(alone, 3);
    expect(await places(alone)).toEqual([0, 1, 2]);
    now = START + 30_001;
    expect(await places(alone)).toEqual([0, 1, 2, 3]);
  });
});
