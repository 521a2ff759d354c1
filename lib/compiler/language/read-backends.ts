import type { BackendConfig } from '../../../lambdas/core/router-config.ts';
import { type Cursor, wrong } from './cursor.ts';
import { readDuration } from './read-duration.ts';
import { type Fields, readFields } from './read-fields.ts';
import { readHashOn } from './read-hash-on.ts';
import { readHealth } from './read-health.ts';
import { OUTBOUND_KEYS, readOutbound } from './read-outbound.ts';
import { readTargets } from './read-targets.ts';
import { readNamed, readOneOf } from './read-values.ts';

/** Names of backends and plans: they become parts of names in AWS. */
export const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

const DEFAULT_BALANCE = 'least-latency';
const METHODS = ['least-latency', 'round-robin', 'weighted-random', 'consistent-hash'] as const;
const LONGEST_SLOW_START = 900_000;

export function readBackends(cursor: Cursor | undefined): ReadonlyMap<string, BackendConfig> {
  return readNamed(readBackend, 'an object of name: backend')(cursor) ?? new Map();
}

function readBackend(cursor: Cursor, name: string): BackendConfig | undefined {
  if (!NAME.test(name))
    wrong({ ...cursor, value: name }, 'a name of letters, digits, - and _ that starts with a letter');
  const fields = readFields(cursor, { known: KEYS });
  const written = fields('targets');
  const { targets, sources } = readTargets(written);
  if (written === undefined || (Array.isArray(written.value) && written.value.length === 0))
    wrong(written ?? cursor, 'at least one target: targets: [{ url: https://… }]');
  const slowStart = readSlowStart(fields('slowStart'));
  const health = readHealth(fields('health'));
  return {
    ...readBalance(fields),
    ...(slowStart !== undefined && { slowStart }),
    ...(health !== undefined && { health }),
    ...readOutbound(fields),
    ...(sources.length > 0 && { sources }),
    targets,
  };
}

const KEYS = ['targets', 'balance', 'hashOn', 'slowStart', 'health', ...OUTBOUND_KEYS];

function readBalance(fields: Fields): Pick<BackendConfig, 'balance' | 'hashOn'> {
  const method = fields('balance');
  const balance = readOneOf(METHODS)(method) ?? DEFAULT_BALANCE;
  const written = fields('hashOn');
  const hashOn = readHashOn(written);
  if (balance === 'consistent-hash' && hashOn !== undefined) return { balance, hashOn };
  if (balance === 'consistent-hash' && written === undefined) refuse(method, NEEDS_HASH_ON);
  if (balance !== 'consistent-hash')
    refuse(written, `hashOn is for balance: consistent-hash, not ${balance}, write that or remove hashOn`);
  return { balance };
}

const NEEDS_HASH_ON = 'balance consistent-hash needs hashOn beside it, such as hashOn: { header: x-tenant }';

const refuse = (cursor: Cursor | undefined, message: string) => cursor?.report('x-gateway', cursor.path, message);

/** That of an Application Load Balancer is at most 900 s. */
function readSlowStart(cursor: Cursor | undefined): number | undefined {
  const duration = readDuration(cursor);
  if (cursor === undefined || duration === undefined) return undefined;
  return duration <= LONGEST_SLOW_START ? duration : wrong(cursor, 'at most 15m');
}
