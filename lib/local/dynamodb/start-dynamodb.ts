import { join } from 'node:path';
import { makeFolder } from '../../make-folder.ts';
import { createTable } from './create-table.ts';
import type { LocalDynamoDb } from './local-dynamodb.ts';
import { type Dynalite, startDynalite } from './start-dynalite.ts';

export interface DynamoDbOptions {
  readonly stateDir: string;
  /** Called with one line when DynamoDB broke down. @default dropped */
  readonly onLog?: (line: string) => void;
}

/** Starts dynalite on the folder `dynamodb` of the state folder, in a thread that may break down without the process. */
export async function startDynamoDb({ stateDir, onLog = () => undefined }: DynamoDbOptions): Promise<LocalDynamoDb> {
  const path = join(stateDir, 'dynamodb');
  makeFolder(path, { advice: 'name another folder with --state-dir' });
  const first = await startDynalite({ path, port: 0 });
  const { port } = first;
  let current: Dynalite | undefined = first;
  let closing = false;

  async function keepAlive(dynalite: Dynalite): Promise<void> {
    await dynalite.ended;
    current = undefined;
    if (closing) return;
    current = await startDynalite({ path, port });
    onLog('the local DynamoDB broke down and was started again');
    await keepAlive(current);
  }
  keepAlive(first).catch((error: unknown) => onLog(`the local DynamoDB broke down and does not start again: ${error}`));

  return {
    endpoint: `http://127.0.0.1:${port}`,
    async createTables(tables) {
      for (const table of tables) await createTable(`http://127.0.0.1:${port}`, table);
    },
    async close() {
      closing = true;
      await current?.stop();
    },
  };
}
