import { readConfig } from '../adapters/config-file.ts';
import { createDynamoDbClient } from '../adapters/dynamodb-client.ts';
import { fleetTable } from '../adapters/fleet-table.ts';
import { isDue } from '../core/fleet/judge-target.ts';
import type { HealthConfig } from '../core/health-config.ts';
import { checkBackend } from './check-backend.ts';

const { backends } = readConfig<HealthConfig>('health-config.json');

/** Milliseconds for a call to the table: nobody waits for this function. */
const TIMEOUT = 2000;

const { STATE_TABLE } = process.env;
if (!STATE_TABLE) throw new Error('STATE_TABLE is not set: deploy the function with the stack that has the table');
const table = fleetTable(createDynamoDbClient(process.env, TIMEOUT), STATE_TABLE, Date.now);

/** Asks the targets of each backend whose check is due, once for the whole fleet. */
export const handler = async (): Promise<void> => {
  const now = Date.now();
  const due = Object.entries(backends).filter(([, { health }]) => isDue(health, now));
  const told = await Promise.all(
    due.map(async ([name, backend]) => [name, await checkBackend(table, name, backend, { now })] as const),
  );
  for (const [name, found] of told) {
    if (found === 'unavailable')
      log('ERROR', { message: 'the table did not take the health of targets', backend: name });
    else
      for (const transition of found)
        log(transition.isHealthy ? 'INFO' : 'WARN', { message: 'health changed', ...transition });
  }
};

const log = (level: string, line: object) => process.stdout.write(`${JSON.stringify({ level, ...line })}\n`);
