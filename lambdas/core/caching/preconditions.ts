import { fieldValues } from '../fields/field-values.ts';
import { parseHttpDate } from '../fields/http-date.ts';
import type { HeaderField } from '../messages.ts';
import { matchesEntityTag } from './matches-entity-tag.ts';

export interface Representation {
  readonly headers: readonly HeaderField[];
  /** Milliseconds since the epoch; stands in for a `Last-Modified` that is missing (RFC 9111 section 4.3.2). */
  readonly receivedAt: number;
}

/**
 * Whether the client has this representation already (RFC 9110 section 13.2.2). `If-Match` and `If-Unmodified-Since` are
 * for the target alone (RFC 9111 section 4.3.2).
 */
export function isUnchanged(request: readonly HeaderField[], { headers, receivedAt }: Representation): boolean {
  const isListed = matchesEntityTag(request, fieldValues(headers, 'etag')[0]);
  if (isListed !== undefined) return isListed;
  const [since] = fieldValues(request, 'if-modified-since');
  const instant = since === undefined ? undefined : parseHttpDate(since, receivedAt);
  if (instant === undefined) return false;
  const changed = ['last-modified', 'date'].map((name) =>
    parseHttpDate(fieldValues(headers, name)[0] ?? '', receivedAt),
  );
  return (changed.find((date) => date !== undefined) ?? receivedAt) <= instant;
}

/** Whether the range is of this representation: a strong comparison (RFC 9110 section 13.1.5). */
export function isSameForRange(ifRange: string, { headers, receivedAt }: Representation): boolean {
  const [etag] = fieldValues(headers, 'etag');
  if (ifRange.includes('"')) return !ifRange.startsWith('W/') && ifRange === etag;
  const [lastModified] = fieldValues(headers, 'last-modified');
  const [date] = fieldValues(headers, 'date');
  if (lastModified === undefined || lastModified !== ifRange) return false;
  const changed = parseHttpDate(lastModified, receivedAt);
  const made = parseHttpDate(date ?? '', receivedAt);
  // Strong only where it did not change twice within the clock's second (RFC 9110 section 8.8.2.2).
  return changed !== undefined && made !== undefined && made - changed >= 1000;
}
