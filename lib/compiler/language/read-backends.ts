import type { BackendConfig, TargetConfig } from '../../../lambdas/core/router-config.ts';
import { targetUrl } from '../backends/target-url.ts';
import { isObject } from '../plain-object.ts';
import { type Cursor, wrong } from './cursor.ts';
import { readFields } from './read-fields.ts';
import { readList, readNamed, readOneOf, readPositive } from './read-values.ts';

/** Names of backends and plans: they become parts of names in AWS. */
export const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

const DEFAULT_BALANCE = 'least-latency';

export function readBackends(cursor: Cursor | undefined): ReadonlyMap<string, BackendConfig> {
  return readNamed(readBackend, 'an object of name: backend')(cursor) ?? new Map();
}

function readBackend(cursor: Cursor, name: string): BackendConfig | undefined {
  if (!NAME.test(name))
    wrong({ ...cursor, value: name }, 'a name of letters, digits, - and _ that starts with a letter');
  const fields = readFields(cursor, { known: ['targets', 'balance'], later: ['health', 'hashOn'] });
  const written = fields('targets');
  const targets = readList(readTarget, 'a list of { url }')(written) ?? [];
  if (targets.length === 0 && (written === undefined || (Array.isArray(written.value) && written.value.length === 0)))
    wrong(written ?? cursor, 'at least one target: targets: [{ url: https://… }]');
  return { balance: readBalance(fields('balance')), targets };
}

function readBalance(cursor: Cursor | undefined): BackendConfig['balance'] {
  if (cursor?.value === 'consistent-hash') {
    cursor.report(
      'supported-keys',
      cursor.path,
      'balance consistent-hash is not supported by this version, leave it away',
    );
    return DEFAULT_BALANCE;
  }
  return readOneOf(['least-latency', 'round-robin', 'weighted-random'])(cursor) ?? DEFAULT_BALANCE;
}

function readTarget(cursor: Cursor | undefined): TargetConfig | undefined {
  if (cursor === undefined) return undefined;
  if (!isObject(cursor.value)) return wrong(cursor, 'an object: { url: https://host/path }');
  const fields = readFields(cursor, { known: ['url', 'weight'], later: ['priority'] });
  const weight = readPositive(fields('weight')) ?? 1;
  const written = fields('url');
  if (typeof written?.value !== 'string')
    return wrong(written ?? cursor, 'a target with a url such as https://host/path');
  const target = targetUrl(written.value);
  if (target.kind === 'url') return { url: target.url, weight };
  written.report('x-gateway', written.path, `target url "${written.value}" ${target.why}`);
  return undefined;
}
