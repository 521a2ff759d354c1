import type { HeaderField } from '../messages.ts';
import { fieldValues } from './field-values.ts';

/** Directives by lower-case name; one without argument has the empty string. */
export type Directives = ReadonlyMap<string, string>;

/** Of a name given twice the first counts (RFC 9111 section 4.2.1 leaves the choice). Quoted arguments are unquoted. */
export function cacheControl(headers: readonly HeaderField[]): Directives {
  const directives = new Map<string, string>();
  const text = fieldValues(headers, 'cache-control').join(',');
  for (const [, name = '', quoted, token] of text.matchAll(DIRECTIVE)) {
    const key = name.toLowerCase();
    if (!directives.has(key)) directives.set(key, quoted?.replaceAll(/\\(.)/g, '$1') ?? token ?? '');
  }
  return directives;
}

/** A quoted string is taken whole: what stands in it are no directives. */
const DIRECTIVE = /([^\s,;="]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?/g;

/** Seconds of `max-age` and the like; `undefined` where it is absent, 0 where it is no number (RFC 9111 section 4.2.1). */
export function seconds(directives: Directives, name: string): number | undefined {
  const value = directives.get(name);
  if (value === undefined) return undefined;
  return /^\d+$/.test(value) ? Math.min(Number(value), 2 ** 31) : 0;
}
