import { type StateRows, stateRows } from '../../lambdas/adapters/credentials/state-rows.ts';
import { createDynamoDbClient, type Item } from '../../lambdas/adapters/dynamodb-client.ts';
import { startTable } from './start-table.ts';

export interface TestStateRows extends StateRows {
  put(item: Item): Promise<void>;
}

/** The table `state` in an embedded DynamoDB, stopped after the tests of the file. */
export async function startStateRows(): Promise<TestStateRows> {
  const environment = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
  const endpoint = await startTable('state');
  const client = createDynamoDbClient({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint }, 10_000);
  return {
    ...stateRows(client, 'state'),
    async put(item) {
      const outcome = await client.putItem('state', item);
      if (outcome.kind !== 'done') throw new Error(outcome.kind);
    },
  };
}
