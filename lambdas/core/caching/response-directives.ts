import { fieldValues } from '../fields/field-values.ts';
import type { ResponseMessage } from '../messages.ts';
import { cacheControl, type Directives } from './cache-control.ts';
import { type BareItem, parseDictionary } from './structured-fields.ts';

export interface ResponseDirectives {
  readonly directives: Directives;
  /** They come from a field for caches like this one: then `Cache-Control` and `Expires` say nothing (RFC 9213 section 2.2). */
  readonly targeted: boolean;
}

/** Where the operator's word stands in the place of the response's. */
export const NOTHING_SAID: ResponseDirectives = { directives: new Map(), targeted: true };

/** Fields addressed to this cache, the nearest first: the first valid one that is not empty decides (RFC 9213 section 2.2). */
const TARGETED = ['cdn-cache-control'];

/** What a response says to a shared cache in front of its target. */
export function responseDirectives({ headers }: Pick<ResponseMessage, 'headers'>): ResponseDirectives {
  for (const name of TARGETED) {
    const values = fieldValues(headers, name);
    const directives = values.length === 0 ? undefined : targetedDirectives(values.join(','));
    if (directives !== undefined && directives.size > 0) return { directives, targeted: true };
  }
  return { directives: cacheControl(headers), targeted: false };
}

/** Those that take seconds; all others stand alone or name fields. */
const WITH_SECONDS = new Set(['max-age', 's-maxage', 'stale-while-revalidate', 'stale-if-error']);

function targetedDirectives(text: string): Directives | undefined {
  const members = parseDictionary(text);
  if (members === undefined) return undefined;
  const directives = new Map<string, string>();
  for (const [name, item] of members) {
    const argument = WITH_SECONDS.has(name) ? secondsOf(item) : argumentOf(item);
    // Of the wrong type: the field is not what its author meant, and Cache-Control is the safer word.
    if (argument === undefined && WITH_SECONDS.has(name)) return undefined;
    if (argument !== undefined) directives.set(name, argument);
  }
  return directives;
}

const secondsOf = (item: BareItem): string | undefined =>
  item.kind === 'integer' && item.value >= 0 ? String(item.value) : undefined;

function argumentOf(item: BareItem): string | undefined {
  if (item.kind === 'inner-list') return undefined;
  if (item.kind === 'boolean') return item.value ? '' : undefined;
  return String(item.value);
}
