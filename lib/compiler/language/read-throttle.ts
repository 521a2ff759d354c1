import type { Throttle } from '../api-model.ts';
import { isObject } from '../plain-object.ts';
import { type Cursor, wrong } from './cursor.ts';
import { readFields } from './read-fields.ts';
import { readPositive, readWhole } from './read-values.ts';

const KEYS = ['rate', 'burst'];
const MAX_BURST = 2 ** 31 - 1;

export function readThrottle(cursor: Cursor | undefined): Throttle | undefined {
  if (cursor === undefined) return undefined;
  const fields = readFields(cursor, { known: KEYS });
  const rate = readPositive(fields('rate') ?? absent(cursor, 'rate'));
  const burst = readWhole(1, MAX_BURST)(fields('burst') ?? absent(cursor, 'burst'));
  return rate === undefined || burst === undefined ? undefined : { rate, burst };
}

/** API Gateway would take either alone, and leave the other at the account's. What is mistyped has been reported. */
function absent(cursor: Cursor, key: string): undefined {
  const mistyped = isObject(cursor.value) && Object.keys(cursor.value).some((name) => !KEYS.includes(name));
  return isObject(cursor.value) && !mistyped
    ? wrong(cursor, `both rate (requests per second) and burst, ${key} is missing`)
    : undefined;
}
