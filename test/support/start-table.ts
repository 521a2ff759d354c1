import { afterAll } from '@jest/globals';
import { createTable } from '../../lib/local/dynamodb/create-table.ts';
import { startDynalite } from '../../lib/local/dynamodb/start-dynalite.ts';
import { singleKeyTable } from './single-key-table.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** An embedded DynamoDB with one table of the gateway's form, stopped after the tests of the file. Resolves to its URL. */
export async function startTable(name: string): Promise<string> {
  const dynalite = await startDynalite({ path: temporaryFolder(), port: 0 });
  afterAll(() => dynalite.stop());
  const endpoint = `http://127.0.0.1:${dynalite.port}`;
  await createTable(endpoint, singleKeyTable(name));
  return endpoint;
}
