import type { HealthCheck } from '../../../lambdas/core/router-config.ts';
import { type Cursor, wrong } from './cursor.ts';
import { readDuration } from './read-duration.ts';
import { readFields } from './read-fields.ts';
import { readList, readText, readWhole } from './read-values.ts';

const MINUTE = 60_000;

/** Every target of every backend is probed within one run of a function, which ends before the next one begins. */
const LONGEST_TIMEOUT = 10_000;

/** The timeout is that of an Application Load Balancer for HTTP. */
const DEFAULTS = { interval: 1, timeout: 5000, healthyThreshold: 2, unhealthyThreshold: 2 };
const MOST_PROBES = 5;
const MOST_MINUTES = 60;

/** 200 to 299. */
const SUCCESSFUL = Array.from({ length: 100 }, (_, index) => 200 + index);

const KEYS = ['path', 'interval', 'timeout', 'healthyThreshold', 'unhealthyThreshold', 'status'];

const readPath = readText('a path such as /healthz, without spaces or #', /^\/[^\s#]*$/);

export function readHealth(cursor: Cursor | undefined): HealthCheck | undefined {
  if (cursor === undefined) return undefined;
  const fields = readFields(cursor, { known: KEYS });
  const written = fields('path');
  const path = written === undefined ? wrong(cursor, 'a path to ask: { path: /healthz }') : readPath(written);
  const probes = readWhole(1, MOST_PROBES);
  return {
    path: path ?? '/',
    interval: readMinutes(fields('interval')) ?? DEFAULTS.interval,
    timeout: readTimeout(fields('timeout')) ?? DEFAULTS.timeout,
    healthyThreshold: probes(fields('healthyThreshold')) ?? DEFAULTS.healthyThreshold,
    unhealthyThreshold: probes(fields('unhealthyThreshold')) ?? DEFAULTS.unhealthyThreshold,
    statuses: readStatuses(fields('status')) ?? SUCCESSFUL,
  };
}

/** EventBridge rules run by the minute. */
function readMinutes(cursor: Cursor | undefined): number | undefined {
  const duration = readDuration(cursor);
  if (cursor === undefined || duration === undefined) return undefined;
  const minutes = duration / MINUTE;
  const fits = Number.isInteger(minutes) && minutes <= MOST_MINUTES;
  return fits
    ? minutes
    : wrong(cursor, `whole minutes from 1m to ${MOST_MINUTES}m: probes are scheduled by the minute`);
}

function readTimeout(cursor: Cursor | undefined): number | undefined {
  const timeout = readDuration(cursor);
  if (cursor === undefined || timeout === undefined) return undefined;
  return timeout <= LONGEST_TIMEOUT ? timeout : wrong(cursor, `at most ${LONGEST_TIMEOUT / 1000}s`);
}

const readStatus = readWhole(100, 599);
const readSeveral = readList(readStatus, 'a status or a list of them');

function readStatuses(cursor: Cursor | undefined): readonly number[] | undefined {
  if (Array.isArray(cursor?.value)) {
    return cursor.value.length > 0 ? readSeveral(cursor) : wrong(cursor, 'at least one status');
  }
  const status = readStatus(cursor);
  return status === undefined ? undefined : [status];
}
