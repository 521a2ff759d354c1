import type { HeaderField } from '../messages.ts';
import { fieldValues } from './field-values.ts';

/** Whether `If-None-Match` names a representation that the client has (RFC 9110 section 13.1.2, weak comparison). */
export function matchesEntityTag(headers: readonly HeaderField[], entityTag: string): boolean {
  const tags = fieldValues(headers, 'if-none-match').flatMap((value) => value.split(','));
  return tags.some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === entityTag);
}
