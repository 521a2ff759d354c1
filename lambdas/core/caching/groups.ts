import { fieldValues } from '../fields/field-values.ts';
import type { HeaderField } from '../messages.ts';
import { parseList } from './structured-fields.ts';

/** A response of more groups than a cache must know could not be invalidated by those left out (RFC 9875 section 2 asks for 32). */
const MOST = 64;

/**
 * Names in `Cache-Groups` or `Cache-Group-Invalidation`; none where the field is absent or no list of strings (RFC 9875).
 * `undefined`: too many.
 */
export function groupNames(
  headers: readonly HeaderField[],
  field: 'cache-groups' | 'cache-group-invalidation',
): readonly string[] | undefined {
  const values = fieldValues(headers, field);
  if (values.length === 0) return [];
  const items = parseList(values.join(','));
  if (items === undefined || items.some(({ kind }) => kind !== 'string')) return [];
  const names = new Set(items.flatMap((item) => (item.kind === 'string' ? [item.value] : [])));
  return names.size > MOST ? undefined : [...names];
}
