import { stringify } from 'csv-stringify/sync';
import type { IssuedKey } from '../../keys/issue-key.ts';
import { printResult } from '../output.ts';
import type { Format } from './keys-options.ts';

/** The value alone as text, so that a script can take it. */
export function printIssued(key: IssuedKey, format: Format): void {
  const { id, value, plan, consumer, expiresAt } = key;
  const expires = expiresAt?.toISOString();
  if (format === 'json') printResult(JSON.stringify({ id, value, plan, consumer, expires }));
  else if (format === 'csv') printResult(stringify([[consumer, value, id, plan, expires]]).trimEnd());
  else printResult(value);
}

/** Nobody is told a value that is derived: whoever knew it could spend another one's quota. */
export function printDerived({ id, plan, consumer, expiresAt }: IssuedKey, format: Format): void {
  if (format === 'json') printResult(JSON.stringify({ id, plan, consumer, expires: expiresAt?.toISOString() }));
}

/** Columns of `printIssued` as CSV, in API Gateway's words where it has any. */
export const ISSUED_COLUMNS = 'Name,Key,Id,Plan,Expires';
