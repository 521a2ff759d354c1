import { createDynamoDbClient, type DynamoDbEnvironment } from '../adapters/dynamodb-client.ts';
import { type FleetTable, fleetTable } from '../adapters/fleet-table.ts';
import type { FleetRecords } from '../core/fleet/fleet-records.ts';
import { learnFromFleet } from '../core/fleet/learn-from-fleet.ts';
import { takeLease, tellFleet } from '../core/fleet/tell-fleet.ts';
import type { Backend, Backends } from './backends.ts';

/** What instances tell each other of targets. Without a table, or with one that is down, each goes by its own knowledge. */
export interface Fleet {
  /** Looks at what the fleet knows, where the last look is old. Requests do not wait for it: a later one goes by it. */
  look(backend: Backend): Promise<void>;
  /** Tells the fleet what this request has changed; nearly always nothing. */
  tell(backend: Backend): Promise<void>;
}

export interface FleetTools {
  readonly table: FleetTable;
  readonly backends: Backends;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** In [0, 1). */
  readonly random: () => number;
}

/** Milliseconds between two looks, and after a failed write before the next one. */
const PAUSE = 5000;

/** Milliseconds after which an answer of the table is too old to go by: the instance was frozen meanwhile. */
const LATE = 10_000;

/** Milliseconds for a call to the table. */
const TIMEOUT = 200;

/** Share of the looks that ask for a lease that is free: one instance gets it, so not all of a large fleet need ask. */
const ASKING = 0.5;

interface Known {
  nextLook: number;
  nextWrite: number;
  records: FleetRecords;
  /** Until when this instance holds the lease of a target, by URL. */
  readonly leases: Map<string, number>;
}

const NOTHING: FleetRecords = {
  health: { version: 0, targets: new Map() },
  ejections: { version: 0, targets: new Map() },
};

export function openFleet(environment: DynamoDbEnvironment, table: string, backends: Backends): Fleet {
  const client = createDynamoDbClient(environment, TIMEOUT);
  return createFleet({ table: fleetTable(client, table, Date.now), backends, clock: Date.now, random: Math.random });
}

export function createFleet(tools: FleetTools): Fleet {
  const known = new Map<string, Known>(
    tools.backends.names.map((name) => [name, { nextLook: 0, nextWrite: 0, records: NOTHING, leases: new Map() }]),
  );
  // With one target there is nothing to choose. By name: targets that are looked up come and go.
  const knownOf = ({ name, origins }: Backend) => (origins.length > 1 ? known.get(name) : undefined);
  return {
    async look(backend) {
      const is = knownOf(backend);
      const now = tools.clock();
      if (is === undefined || now < is.nextLook) return;
      is.nextLook = now + PAUSE;
      await lookAtTable(tools, backend, is);
    },
    async tell(backend) {
      const is = knownOf(backend);
      if (is !== undefined) await tellTable(tools, backend, is);
    },
  };
}

async function lookAtTable({ table, clock, random }: FleetTools, backend: Backend, is: Known): Promise<void> {
  const started = clock();
  const records = await table.read(backend.name);
  if (records === undefined || clock() - started > LATE) return;
  const now = clock();
  learn(backend, is, records, now);
  const lease = random() < ASKING ? takeLease(records.ejections.targets, backend.config.targets, now) : undefined;
  if (lease === undefined || !(await table.writeEjections(backend.name, records.ejections, lease.ejections))) return;
  is.leases.set(lease.url, lease.until);
  learn(backend, is, { ...records, ejections: written(records.ejections, lease.ejections) }, now);
}

async function tellTable({ table, clock }: FleetTools, backend: Backend, is: Known): Promise<void> {
  const now = clock();
  const { ejections } = is.records;
  const told =
    now < is.nextWrite ? undefined : tellFleet(backend.state, backend.config.targets, ejections.targets, now);
  if (told === undefined) return;
  is.nextWrite = now + PAUSE;
  if (await table.writeEjections(backend.name, ejections, told)) {
    is.nextWrite = 0;
    learn(backend, is, { ...is.records, ejections: written(ejections, told) }, now);
  } else {
    // Another instance was faster, or the table is down: after the next look, what is still new is told again.
    is.nextLook = now;
  }
}

const written = ({ version }: Ejections, targets: Ejections['targets']): Ejections => ({
  version: version + 1,
  targets,
});

type Ejections = FleetRecords['ejections'];

function learn(backend: Backend, is: Known, records: FleetRecords, now: number): void {
  is.records = records;
  backend.state = learnFromFleet(backend.state, backend.config, records, { leases: is.leases, now });
}
