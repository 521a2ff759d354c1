import { apiKeys } from '../adapters/api-keys.ts';
import { createDynamoDbClient } from '../adapters/dynamodb-client.ts';
import { dueKeys } from '../adapters/expiry-table.ts';
import { endKeys } from './end-keys.ts';

/** Milliseconds for a call to the table: nobody waits for this function. */
const TIMEOUT = 2000;

const { STATE_TABLE } = process.env;
if (!STATE_TABLE) throw new Error('STATE_TABLE is not set: deploy the function with the stack that has the table');
const client = createDynamoDbClient(process.env, TIMEOUT);
const keys = apiKeys(process.env);

/** Ends API keys whose time is over, by the minute. */
export const handler = async (): Promise<void> => {
  const now = Date.now();
  const due = await dueKeys(client, STATE_TABLE, now);
  if (due === undefined) return log('ERROR', { message: 'the table does not tell which API keys are due' });
  const { disabled, left } = await endKeys(keys, due, now);
  for (const id of disabled) log('INFO', { message: 'API key expired', id });
  if (left > 0) log('WARN', { message: 'API keys are still to be ended', left });
};

const log = (level: string, line: object): void => void process.stdout.write(`${JSON.stringify({ level, ...line })}\n`);
