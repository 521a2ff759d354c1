import type { Caller } from '../caching/caller.ts';
import type { HeaderField } from '../messages.ts';
import type { HeaderEdits, IdentityHeader, IdentityValue } from '../router-config.ts';
import { utf8Octets } from './octets.ts';

const NONE: HeaderEdits = { set: [], remove: [] };

/**
 * Fields that tell a target who is calling. What the client sends under their names is removed in every spelling, also
 * where there is nothing to say in its place: a target takes the field for the gateway's word.
 */
export function identityEdits(headers: readonly IdentityHeader[] = [], caller: Caller | undefined): HeaderEdits {
  if (headers.length === 0) return NONE;
  const set = headers.flatMap(({ name, value }): readonly HeaderField[] => {
    const text = caller && textOf(caller, value);
    return text === undefined || !FIELD_VALUE.test(text) ? [] : [[name, utf8Octets(text)]];
  });
  return { set, remove: headers.map(({ name }) => name) };
}

/** What a field can hold on one line without changing it (RFC 9110 section 5.5); what is beyond ASCII goes as UTF-8. */
const FIELD_VALUE = /^[\u0021-\u007e\u00a1-\uffff](?:[\u0020-\u007e\u00a0-\uffff]*[\u0021-\u007e\u00a1-\uffff])?$/;

function textOf(caller: Caller, value: IdentityValue): string | undefined {
  if (typeof value === 'string') return caller[value] || undefined;
  const claim = Object.hasOwn(caller.claims, value.claim) ? caller.claims[value.claim] : undefined;
  if (claim === undefined || claim === null) return undefined;
  return typeof claim === 'string' ? claim : JSON.stringify(claim);
}
