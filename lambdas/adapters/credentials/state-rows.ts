import type { DynamoDbClient, Item } from '../dynamodb-client.ts';
import { Unavailable } from './unavailable.ts';

/** Rows of the table `state` by their partition keys. Rejects with `Unavailable` where the table does not answer. */
export interface StateRows {
  /** Eventually consistent: the one that is there. */
  read(key: string): Promise<Item | undefined>;
  /** One round trip; those that are there. */
  readAll(keys: readonly string[]): Promise<readonly Item[]>;
  /**
   * Whether nobody has claimed it before.
   * @param until milliseconds since the epoch after which it need not be remembered
   */
  claim(key: string, until: number, now: number): Promise<boolean>;
}

export function stateRows(client: Pick<DynamoDbClient, 'getItems' | 'putItem'>, table: string): StateRows {
  const readAll = async (keys: readonly string[]) => {
    const wanted = keys.map((pk) => ({ pk: { S: pk } }));
    const first = await client.getItems(table, wanted);
    // Reading twice costs nothing but time, and a refusal here is an outage of the gateway.
    const outcome = first.kind === 'done' ? first : await client.getItems(table, wanted);
    if (outcome.kind === 'done') return outcome.items;
    throw new Unavailable('state-table', outcome.kind === 'unavailable' ? outcome.reason : outcome.kind);
  };
  return {
    readAll,
    async read(key) {
      const [item] = await readAll([key]);
      return item;
    },
    async claim(key, until, now) {
      // DynamoDB deletes days after `ttl`, so what is over counts as gone.
      const condition = {
        expression: 'attribute_not_exists(#pk) OR #ttl < :now',
        names: { '#pk': 'pk', '#ttl': 'ttl' },
        values: { ':now': seconds(now) },
      };
      const item = { pk: { S: key }, ttl: seconds(until) };
      const outcome = await client.putItem(table, item, condition);
      if (outcome.kind === 'unavailable') throw new Unavailable('state-table', outcome.reason);
      return outcome.kind === 'done';
    },
  };
}

const seconds = (instant: number) => ({ N: String(Math.ceil(instant / 1000)) });
