import { afterAll } from '@jest/globals';
import { createTable } from '../../lib/local/dynamodb/create-table.ts';
import { startDynalite } from '../../lib/local/dynamodb/start-dynalite.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** An embedded DynamoDB with one table of the gateway's form, stopped after the tests of the file. Resolves to its URL. */
export async function startTable(name: string): Promise<string> {
  const dynalite = await startDynalite({ path: temporaryFolder(), port: 0 });
  afterAll(() => dynalite.stop());
  const endpoint = `http://127.0.0.1:${dynalite.port}`;
  await createTable(endpoint, {
    name,
    attributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    keySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    globalSecondaryIndexes: [],
    localSecondaryIndexes: [],
  });
  return endpoint;
}
