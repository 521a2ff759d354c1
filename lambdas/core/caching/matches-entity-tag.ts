import { fieldValues } from '../fields/field-values.ts';
import type { HeaderField } from '../messages.ts';

/**
 * Whether `If-None-Match` names a representation that the client has (RFC 9110 section 13.1.2): weak comparison (section
 * 8.8.3.2), and an entity tag may hold commas. `undefined`: the request has no such field.
 */
export function matchesEntityTag(headers: readonly HeaderField[], entityTag: string | undefined): boolean | undefined {
  const values = fieldValues(headers, 'if-none-match');
  if (values.length === 0) return undefined;
  const wanted = values.join(',');
  if (wanted.trim() === '*') return true;
  if (entityTag === undefined) return false;
  const opaque = opaqueTag(entityTag);
  const tags = wanted.match(/(?:W\/)?"[^"]*"|[^\s,"]+/g) ?? [];
  return tags.some((tag) => opaqueTag(tag) === opaque);
}

const opaqueTag = (tag: string): string => tag.trim().replace(/^W\//, '');
