import type { HedgePolicy, RetrySettings } from '../../../lambdas/core/router-config.ts';
import { isObject } from '../plain-object.ts';
import { type Cursor, wrong } from './cursor.ts';
import { readDuration } from './read-duration.ts';
import { readFields } from './read-fields.ts';
import { readList, readWhole } from './read-values.ts';

/** Tries of one request at most: beyond that a back-off tells less than a human. */
const MOST_ATTEMPTS = 10;

/** Every status of a failure may be tried again; that of a request that could succeed is not one. */
const readStatuses = readList(readWhole(400, 599), 'a list of statuses such as [502, 503, 504]');

export function readRetries(cursor: Cursor | undefined): RetrySettings | undefined {
  if (cursor === undefined) return undefined;
  const fields = readFields(cursor, { known: ['attempts', 'perTryTimeout', 'on'] });
  const attempts = readWhole(1, MOST_ATTEMPTS)(fields('attempts'));
  const perTryTimeout = readDuration(fields('perTryTimeout'));
  const on = readStatuses(fields('on'));
  return {
    ...(attempts !== undefined && { attempts }),
    ...(perTryTimeout !== undefined && { perTryTimeout }),
    ...(on !== undefined && { on }),
  };
}

export function readHedge(cursor: Cursor | undefined): HedgePolicy | undefined {
  if (cursor === undefined || cursor.value === false) return undefined;
  if (cursor.value === true) return {};
  if (!isObject(cursor.value)) return wrong(cursor, 'true, false or { after: 200ms }');
  const after = readDuration(readFields(cursor, { known: ['after'] })('after'));
  return after === undefined ? {} : { after };
}
