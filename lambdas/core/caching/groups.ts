import { fieldValues } from '../fields/field-values.ts';
import type { HeaderField } from '../messages.ts';
import { parseList } from './structured-fields.ts';

/** Names in `Cache-Groups` or `Cache-Group-Invalidation`; none where the field is absent or no list of strings (RFC 9875). */
export function groupNames(
  headers: readonly HeaderField[],
  field: 'cache-groups' | 'cache-group-invalidation',
): readonly string[] {
  const values = fieldValues(headers, field);
  if (values.length === 0) return [];
  const items = parseList(values.join(','));
  if (items === undefined || items.some(({ kind }) => kind !== 'string')) return [];
  return [...new Set(items.flatMap((item) => (item.kind === 'string' ? [item.value] : [])))];
}
