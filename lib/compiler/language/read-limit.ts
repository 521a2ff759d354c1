import type { LimitPolicy } from '../../../lambdas/core/router-config.ts';
import { isObject } from '../plain-object.ts';
import { type Cursor, wrong } from './cursor.ts';
import { readFields } from './read-fields.ts';
import { readPlace } from './read-one-key.ts';
import { readOneOf, readPositive, readWhole } from './read-values.ts';

const MAX_BURST = 1_000_000;

/** A limit that holds exactly, counted in the table by whom `per` names. */
export function readLimit(cursor: Cursor | undefined): LimitPolicy | undefined {
  if (cursor === undefined) return undefined;
  const fields = readFields(cursor, { known: ['rate', 'burst', 'per', 'exact'] });
  if (isObject(cursor.value) && cursor.value.rate === undefined) wrong(cursor, 'a rate (requests per second)');
  const rate = readPositive(fields('rate'));
  const burst = readWhole(1, MAX_BURST)(fields('burst')) ?? Math.max(1, Math.ceil(rate ?? 1));
  const per = readPer(fields('per'));
  const exact = fields('exact');
  // API Gateway's throttles are the limits that are not exact.
  if (exact !== undefined && exact.value !== true) wrong(exact, 'true; `throttle` is the limit that is not exact');
  return rate === undefined || per === undefined ? undefined : { rate, burst, per };
}

const KINDS = ['header', 'claim'] as const;
const FORM = 'consumer, address, { claim: NAME } or { header: NAME }';

function readPer(cursor: Cursor | undefined): LimitPolicy['per'] | undefined {
  if (cursor === undefined) return { kind: 'consumer' };
  if (typeof cursor.value === 'string') {
    const kind = readOneOf(['consumer', 'address'])(cursor);
    return kind && { kind };
  }
  return readPlace(cursor, KINDS, FORM);
}
