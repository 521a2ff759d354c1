import type { HeaderField } from '../messages.ts';

const NAMES = /^[A-Za-z0-9!#$%&'*+.^_`|~-]*$/;
const VALUES = /^[\t\u0020-\u007e\u0080-\uffff]*$/;

/** Whether HTTP can carry the fields (RFC 9110 sections 5.1 and 5.5). node:http throws on those it cannot. */
export function isSendable(headers: readonly HeaderField[]): boolean {
  // Looked at together: two patterns for all fields take a fraction of the time of two for each.
  let names = '';
  let values = '';
  for (const [name, value] of headers) {
    if (name === '') return false;
    names += name;
    values += value;
  }
  return NAMES.test(names) && VALUES.test(values);
}
