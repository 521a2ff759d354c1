import { EXPIRY_CURSOR, expiryRowsOf, hoursDue, nextHour } from '../core/keys/key-expiries.ts';
import type { DynamoDbClient, Item } from './dynamodb-client.ts';

export interface DueKey {
  readonly id: string;
  /** Of the table. */
  readonly row: string;
}

export interface DueKeys {
  readonly keys: readonly DueKey[];
  /** Whether the table has taken it. */
  forget(key: DueKey): Promise<boolean>;
  /** Later looks begin after these hours. */
  allDone(): Promise<void>;
}

/** DynamoDB's own limit of a batch. */
const MOST_READ = 100;

/** Keys that are due at `now` (milliseconds since the epoch); `undefined` where the table does not answer. */
export async function dueKeys(client: DynamoDbClient, table: string, now: number): Promise<DueKeys | undefined> {
  const cursor = await client.getItems(table, [{ pk: { S: EXPIRY_CURSOR } }]);
  if (cursor.kind !== 'done') return undefined;
  const hour = cursor.items[0]?.hour;
  const hours = hoursDue(hour && 'N' in hour ? Number(hour.N) : undefined, now);
  const rows = hours.flatMap(expiryRowsOf);
  const keys: DueKey[] = [];
  for (let start = 0; start < rows.length; start += MOST_READ) {
    const part = rows.slice(start, start + MOST_READ).map((row) => ({ pk: { S: row } }));
    const outcome = await client.getItems(table, part);
    if (outcome.kind !== 'done') return undefined;
    keys.push(...outcome.items.flatMap((item) => dueIn(item, now)));
  }
  return {
    keys,
    forget: async ({ id, row }) => {
      const update = { expression: 'REMOVE #key', names: { '#key': id } };
      return (await client.updateItem(table, { pk: { S: row } }, update)).kind === 'done';
    },
    allDone: async () => {
      await client.putItem(table, { pk: { S: EXPIRY_CURSOR }, hour: { N: String(nextHour(hours, now)) } });
    },
  };
}

function dueIn({ pk, ttl: _, ...keys }: Item, now: number): readonly DueKey[] {
  const row = pk && 'S' in pk ? pk.S : '';
  return Object.entries(keys).flatMap(([id, at]) => ('N' in at && Number(at.N) <= now ? [{ id, row }] : []));
}
