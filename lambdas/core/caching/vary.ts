import { fieldValues } from '../fields/field-values.ts';
import type { HeaderField } from '../messages.ts';
import { canonical } from '../proxy/hop-by-hop.ts';

/**
 * Names of the fields that chose a response, in lower case, sorted: those of `Vary`; `undefined` for `*`, which no request
 * matches (RFC 9111 section 4.1). Encoded content was chosen by `Accept-Encoding`, though some targets forget to say so:
 * it must not reach a client that cannot read it.
 */
export function varyNames(headers: readonly HeaderField[]): readonly string[] | undefined {
  const values = fieldValues(headers, 'vary');
  const encoded = fieldValues(headers, 'content-encoding').length > 0;
  if (values.length === 0) return encoded ? ['accept-encoding'] : [];
  const names = values.flatMap((value) => value.toLowerCase().split(',')).map((name) => name.trim());
  if (names.includes('*')) return undefined;
  return sorted([...names.filter((name) => name !== ''), ...(encoded ? ['accept-encoding'] : [])]);
}

export const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

/**
 * The values by which a request selects among variants, so that equal texts mean equal requests. `headers` are those sent
 * to the target, since only what it saw can have changed its answer; it may read `X_Name` as `X-Name`.
 */
export const selectingValues = (
  headers: readonly HeaderField[],
  names: readonly string[],
): readonly (string | null)[] =>
  names.map((name) => {
    const key = canonical(name);
    const values = headers.filter(([field]) => canonical(field) === key).map(([, value]) => value);
    return values.length === 0 ? null : normalize(name, values);
  });

/** Whose order says nothing, nor their case (RFC 9110 sections 12.5.3 and 12.5.4). */
const UNORDERED = new Set(['accept-encoding', 'accept-language']);
/** Whose every byte may tell two callers apart. */
const EXACT = new Set(['authorization', 'cookie', 'proxy-authorization']);

/**
 * Lines of one field are one list (RFC 9110 section 5.3), and blanks around its commas mean nothing. Empty members mean as
 * little in lists, but a target may take the field for a plain text.
 */
function normalize(name: string, values: readonly string[]): string {
  if (EXACT.has(name)) return values.join(', ');
  const members = Array.from(`,${values.join(',')}`.matchAll(MEMBER), ([, member = '']) => member.trim());
  if (!UNORDERED.has(name)) return members.join(',');
  const plain = members.map((member) => member.toLowerCase().replaceAll(/\s/g, ''));
  return sorted(plain.filter((member) => member !== '')).join(',');
}

/** From a comma up to the next one that stands in no quotes. */
const MEMBER = /,((?:"(?:[^"\\]|\\.)*"?|[^,"])*)/g;
