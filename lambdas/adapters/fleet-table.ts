import {
  type Ejection,
  type FleetRecords,
  isCredible,
  isEjection,
  isTargetHealth,
  parseTargets,
  type TargetHealth,
  type Versioned,
} from '../core/fleet/fleet-records.ts';
import type { DynamoDbClient, Item } from './dynamodb-client.ts';

/** What a fleet agrees on, in the table `state`. */
export interface FleetTable {
  /** `undefined` where the table does not answer. */
  read(backend: string): Promise<FleetRecords | undefined>;
  /** Whether the record was still at the version it was made from; a table that does not answer has not taken it. */
  writeHealth(
    backend: string,
    before: Versioned<TargetHealth>,
    targets: ReadonlyMap<string, TargetHealth>,
  ): Promise<boolean>;
  writeEjections(
    backend: string,
    before: Versioned<Ejection>,
    targets: ReadonlyMap<string, Ejection>,
  ): Promise<boolean>;
}

/** One item each: `v` its version, `targets` as JSON. Ejections delete themselves a day after the last one. */
export function fleetTable(client: DynamoDbClient, table: string, clock: () => number): FleetTable {
  const write = async (
    pk: string,
    { version }: Versioned<unknown>,
    targets: ReadonlyMap<string, unknown>,
    ttl?: number,
  ) => {
    const item: Item = {
      pk: { S: pk },
      v: { N: String(version + 1) },
      targets: { S: JSON.stringify(Object.fromEntries(targets)) },
      ...(ttl !== undefined && { ttl: { N: String(ttl) } }),
    };
    const outcome = await client.putItem(table, item, {
      expression: version === 0 ? 'attribute_not_exists(#v) OR #v = :v' : '#v = :v',
      names: { '#v': 'v' },
      values: { ':v': { N: String(version) } },
    });
    return outcome.kind === 'done';
  };
  return {
    async read(backend) {
      const names = [healthKey(backend), ejectionsKey(backend)];
      const outcome = await client.getItems(
        table,
        names.map((pk) => ({ pk: { S: pk } })),
      );
      if (outcome.kind !== 'done') return undefined;
      const [health, ejections] = names.map((name) => outcome.items.find(({ pk }) => pk && 'S' in pk && pk.S === name));
      const { version, targets } = versioned(ejections, isEjection);
      const now = clock();
      const credible = new Map([...targets].filter(([, ejection]) => isCredible(ejection, now)));
      return { health: versioned(health, isTargetHealth), ejections: { version, targets: credible } };
    },
    writeHealth: (backend, before, targets) => write(healthKey(backend), before, targets),
    writeEjections: (backend, before, targets) =>
      write(ejectionsKey(backend), before, targets, Math.ceil(clock() / 1000) + DAY),
  };
}

/** Seconds. */
const DAY = 86_400;

const healthKey = (backend: string): string => `health#${backend}`;
const ejectionsKey = (backend: string): string => `ejections#${backend}`;

function versioned<Value>(item: Item | undefined, isValue: (value: unknown) => value is Value): Versioned<Value> {
  const version = item?.v && 'N' in item.v ? Number(item.v.N) : 0;
  const json = item?.targets && 'S' in item.targets ? item.targets.S : '{}';
  return { version, targets: parseTargets(json, isValue) ?? new Map() };
}
