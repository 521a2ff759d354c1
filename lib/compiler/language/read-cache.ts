import type { CachePolicy } from '../../../lambdas/core/router-config.ts';
import { type Cursor, wrong } from './cursor.ts';
import { readDuration } from './read-duration.ts';
import { readFields } from './read-fields.ts';

export function readCache(cursor: Cursor | undefined): CachePolicy | undefined {
  if (cursor === undefined) return undefined;
  const fields = readFields(cursor, { known: ['ttl'], later: ['staleWhileRevalidate', 'staleIfError', 'vary', 'key'] });
  const written = fields('ttl');
  if (written === undefined && typeof cursor.value === 'object') wrong(cursor, 'an object with ttl');
  const ttl = readDuration(written);
  return ttl === undefined ? undefined : { ttl };
}
