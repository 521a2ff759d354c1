import type { CorsPolicy } from '../../../lambdas/core/router-config.ts';
import { isObject } from '../plain-object.ts';
import { type Cursor, wrong } from './cursor.ts';
import { HEADER_NAME } from './header-name.ts';
import { readDuration } from './read-duration.ts';
import { readFields } from './read-fields.ts';
import { readBoolean, readList, readText } from './read-values.ts';

export interface CorsSettings extends CorsPolicy {
  /** Request headers a browser may send; `undefined`: those the operation itself declares or needs. */
  readonly headers: readonly string[] | undefined;
  /** Milliseconds a browser may keep the answer to its preflight request. */
  readonly maxAge: number;
}

/** Short, so that a change is soon seen by browsers; Chromium would keep it for up to 2 hours. */
const DEFAULT_MAX_AGE = 600_000;

/** As browsers write it, and without quotation marks: API Gateway puts it between such. */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@\s*,'"\\A-Z]+$/;

export function readCors(cursor: Cursor | undefined): CorsSettings | undefined {
  if (cursor === undefined) return undefined;
  if (!isObject(cursor.value)) return wrong(cursor, 'an object with origins');
  const fields = readFields(cursor, { known: ['origins', 'headers', 'exposeHeaders', 'credentials', 'maxAge'] });
  const written = fields('origins') ?? { ...cursor, value: undefined, path: [...cursor.path, 'origins'] };
  const origins = readOrigins(written);
  const credentials = readBoolean(fields('credentials')) ?? false;
  // Fetch standard, "CORS protocol and credentials": browsers refuse the wildcard.
  if (credentials && origins === '*') wrong(written, 'a list of origins where cors.credentials is true');
  if (origins === undefined) return undefined;
  return {
    origins,
    headers: readNames(fields('headers')),
    exposeHeaders: readNames(fields('exposeHeaders')) ?? [],
    credentials,
    maxAge: readDuration(fields('maxAge')) ?? DEFAULT_MAX_AGE,
  };
}

const readNames = readList(readText('a header name', HEADER_NAME), 'a list of header names');

function readOrigins(cursor: Cursor): '*' | readonly string[] | undefined {
  if (cursor.value === '*') return '*';
  const expected = '"*" or a list of origins such as https://app.example.com';
  return readList(
    readText('an origin such as https://app.example.com, in lower case, without path', ORIGIN),
    expected,
  )(cursor);
}
