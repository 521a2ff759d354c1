import { readConfig } from '../adapters/config-file.ts';
import { createDynamoDbClient } from '../adapters/dynamodb-client.ts';
import { fleetTable } from '../adapters/fleet-table.ts';
import { isDue } from '../core/fleet/judge-target.ts';
import type { CheckedBackend, HealthConfig } from '../core/health-config.ts';
import { isReachedByUrl } from '../core/outbound-config.ts';
import type { WayFinder } from '../outbound/open-ways.ts';
import { wayByUrls } from '../outbound/way-by-urls.ts';
import { checkBackend } from './check-backend.ts';

const { backends } = readConfig<HealthConfig>('health-config.json');

const log = (level: string, line: object) => process.stdout.write(`${JSON.stringify({ level, ...line })}\n`);

/** Milliseconds for a call to the table: nobody waits for this function. */
const TIMEOUT = 2000;

const { STATE_TABLE } = process.env;
if (!STATE_TABLE) throw new Error('STATE_TABLE is not set: deploy the function with the stack that has the table');
const table = fleetTable(createDynamoDbClient(process.env, TIMEOUT), STATE_TABLE, Date.now);

const finders = new Map<string, Promise<WayFinder>>();
for (const [name, { reached }] of Object.entries(backends))
  if (!isReachedByUrl(reached)) finders.set(name, openWay(reached));

async function openWay(reached: CheckedBackend['reached']): Promise<WayFinder> {
  const { openWays } = await import('../outbound/open-ways.ts');
  return openWays(process.env, (failure) =>
    log('WARN', { message: 'a way to targets was not renewed', ...told(failure) }),
  )(reached);
}

async function wayTo(name: string, { targets }: CheckedBackend['reached'], now: number) {
  const finder = await finders.get(name);
  if (finder === undefined) return { way: wayByUrls(targets) };
  const renewed = async () => {
    finder.renew(now);
    return (await finder.current(now)).fields;
  };
  return { way: await finder.current(now), renewed };
}

const told = (failure: unknown) => ({ reason: failure instanceof Error ? failure.message : String(failure) });

/** Nobody is told that targets are unwell because the gateway had no way to them: what was known of them stays. */
async function check(name: string, { health, reached }: CheckedBackend, now: number) {
  try {
    return await checkBackend(table, name, { health, ...(await wayTo(name, reached, now)) }, { now });
  } catch (failure) {
    log('ERROR', { message: 'targets could not be asked', backend: name, ...told(failure) });
    return [];
  }
}

/**
 * When the schedule meant it: one minute after the one before (EventBridge User Guide, "Scheduled event"). By the clock, an event
 * that comes a second late may belong to the next minute, and a check every five minutes be left out.
 */
function scheduledAt({ time = '' }: { readonly time?: string }, now: number): number {
  const scheduled = Date.parse(time);
  return Number.isNaN(scheduled) ? now : scheduled;
}

/** Asks the targets of each backend whose check is due, once for the whole fleet. */
export const handler = async (event: { readonly time?: string }): Promise<void> => {
  const now = Date.now();
  const scheduled = scheduledAt(event, now);
  const due = Object.entries(backends).filter(([, { health }]) => isDue(health, scheduled));
  const told = await Promise.all(due.map(async ([name, backend]) => [name, await check(name, backend, now)] as const));
  for (const [name, found] of told) {
    if (found === 'unavailable')
      log('ERROR', { message: 'the table did not take the health of targets', backend: name });
    else
      for (const transition of found)
        log(transition.isHealthy ? 'INFO' : 'WARN', { message: 'health changed', ...transition });
  }
};
