import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describe } from '@jest/globals';
import { cacheTable } from '../../lambdas/adapters/cache-table.ts';
import { createDynamoDbClient } from '../../lambdas/adapters/dynamodb-client.ts';
import type { RowStore } from '../../lambdas/core/caching/rows.ts';
import { rowStoreContract } from '../support/row-store-contract.ts';

const { STORE_TABLE: table = '', STORE_ENDPOINT: endpoint, ...environment } = process.env;
/** Milliseconds: AWS reads what was written somewhat later, its emulators at once. */
const LAG = endpoint ? 0 : 1000;
const client = createDynamoDbClient({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint }, 30_000);
const store = cacheTable(client, table, randomUUID);
/** Tells the rows of this run from those of earlier ones, which may be there still. */
const run = ` ${randomUUID()}`;

const rowsOfThisRun: RowStore = {
  read: async (keys) => {
    await wait(LAG);
    return store.read(keys.map((key) => key + run));
  },
  write: (key, row, after) => store.write(key + run, row, after),
};

describe(`cacheTable on ${endpoint || 'AWS'}`, () => {
  rowStoreContract(async () => rowsOfThisRun);
});
