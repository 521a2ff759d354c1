import { setTimeout as pause } from 'node:timers/promises';
import type { FleetTable } from '../adapters/fleet-table.ts';
import type { Origin } from '../adapters/origin.ts';
import type { TargetHealth } from '../core/fleet/fleet-records.ts';
import { judgeTarget } from '../core/fleet/judge-target.ts';
import type { HeaderField } from '../core/messages.ts';
import type { HealthCheck } from '../core/router-config.ts';
import type { Way } from '../outbound/open-ways.ts';

export interface Transition {
  readonly backend: string;
  readonly url: string;
  readonly isHealthy: boolean;
}

export interface Checked {
  readonly health: HealthCheck;
  readonly way: Way;
  /** `Authorization` anew, once a target has refused the one of `way`; absent: there is no other. */
  readonly renewed?: () => Promise<readonly HeaderField[]>;
}

/** Milliseconds between the probes of a transition. */
const EDGE_INTERVAL = 1000;

/**
 * Probes every target of a backend and writes what has changed, if anything has.
 * @returns the transitions; or why the table knows nothing of them
 */
export async function checkBackend(
  table: FleetTable,
  name: string,
  checked: Checked,
  { now, edgeInterval = EDGE_INTERVAL }: { readonly now: number; readonly edgeInterval?: number },
): Promise<readonly Transition[] | 'unavailable'> {
  const { health, way } = checked;
  const records = await table.read(name);
  if (records === undefined) return 'unavailable';
  const known = records.health.targets;
  const judged = await Promise.all(
    way.targets.map(async ({ url }, index): Promise<[string, TargetHealth]> => {
      const before = known.get(url) ?? { isHealthy: true, since: 0 };
      const origin = way.origins[index];
      if (origin === undefined) throw new Error(`target ${index} has no origin`);
      const isHealthy = await judgeTarget(health, before.isHealthy, async (serial) => {
        if (serial > 0) await pause(edgeInterval);
        return passes(checked, origin);
      });
      return [url, isHealthy === before.isHealthy ? before : { isHealthy, since: now }];
    }),
  );
  const transitions = judged
    .filter(([url, { isHealthy }]) => isHealthy !== (known.get(url)?.isHealthy ?? true))
    .map(([url, { isHealthy }]) => ({ backend: name, url, isHealthy }));
  if (transitions.length === 0) return [];
  const written = await table.writeHealth(name, records.health, new Map(judged));
  return written ? transitions : 'unavailable';
}

/** A 401 is first of all a word on the gateway's token: it is no target's fault that it was revoked. */
async function passes({ health, way, renewed }: Checked, origin: Origin): Promise<boolean> {
  const { statuses } = health;
  const status = await probe(way, origin, health);
  if (status !== 401 || statuses.includes(401) || renewed === undefined) return statuses.includes(status);
  const fields = await renewed();
  return fields[0]?.[1] !== way.fields[0]?.[1] && statuses.includes(await probe({ ...way, fields }, origin, health));
}

/** The status; 0 without an answer. */
async function probe({ send, fields }: Way, origin: Origin, { path, timeout }: HealthCheck): Promise<number> {
  const headers = [['User-Agent', 'gatewright-health'], ...fields] as const;
  const { outcome, cancel } = send({
    origin,
    method: 'GET',
    path,
    headers,
    body: undefined,
    idempotent: true,
    timeout,
    connectTimeout: timeout,
  });
  const answer = await outcome;
  if (answer.kind !== 'answered') return 0;
  // The status is all that counts: the rest of the answer may be long, and cutting it off is its error.
  answer.body.on('error', () => undefined);
  cancel();
  return answer.status;
}
