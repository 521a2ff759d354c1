import { fieldValues } from '../fields/field-values.ts';
import type { HeaderField } from '../messages.ts';

/** Directives by lower-case name; one without argument has the empty string. */
export type Directives = ReadonlyMap<string, string>;

/**
 * Of a name given twice the first counts (RFC 9111 section 4.2.1 leaves the choice), but of `no-cache` and `private` the one
 * for the whole response: who is nearer to the client cannot loosen it. Quoted arguments are unquoted.
 */
export function cacheControl(headers: readonly HeaderField[]): Directives {
  const values = fieldValues(headers, 'cache-control');
  if (values.length === 0) return NONE;
  const directives = new Map<string, string>();
  for (const [, name = '', quoted, token] of values.join(',').matchAll(DIRECTIVE)) {
    const key = name.toLowerCase();
    const argument = quoted?.replaceAll(/\\(.)/g, '$1') ?? token ?? '';
    if (!directives.has(key) || (argument === '' && QUALIFIED.includes(key))) directives.set(key, argument);
  }
  return directives;
}

export const NONE: Directives = new Map();

/** Directives that may name fields, and then stand for those alone. */
const QUALIFIED: readonly string[] = ['no-cache', 'private'];

/** A quoted string is taken whole: what stands in it are no directives. */
const DIRECTIVE = /([^\s,;="]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?/g;

/** The greatest number of seconds a cache needs to know (RFC 9111 section 1.2.2). */
const GREATEST = 2 ** 31;

/** Seconds of `max-age` and the like; `undefined` where it is absent, 0 where it is no number (RFC 9111 section 4.2.1). */
export function seconds(directives: Directives, name: string): number | undefined {
  const value = directives.get(name);
  if (value === undefined) return undefined;
  return /^\d+$/.test(value) ? Math.min(Number(value), GREATEST) : 0;
}

/** Whether `no-cache` or `private` stands for the whole response, not for some of its fields. */
export const isUnqualified = (directives: Directives, name: string): boolean => directives.get(name) === '';

/** Fields that `no-cache="…"` and `private="…"` keep out of a shared cache (RFC 9111 sections 5.2.2.4 and 5.2.2.7). */
export function qualifiedFields(directives: Directives): ReadonlySet<string> {
  const listed = QUALIFIED.map((name) => directives.get(name) ?? '').join(',');
  return new Set(
    listed
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((name) => name !== ''),
  );
}
