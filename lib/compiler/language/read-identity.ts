import type { IdentityHeader, IdentityValue } from '../../../lambdas/core/router-config.ts';
import { isObject } from '../plain-object.ts';
import { type Cursor, wrong } from './cursor.ts';
import { HEADER_NAME, isGatewaysOwn } from './header-name.ts';
import { readFields } from './read-fields.ts';
import { readNamed, readOneOf, readText } from './read-values.ts';

const WORDS = ['subject', 'issuer', 'scopes', 'consumer', 'plan'] as const;

/** Header fields that tell targets who is calling, by lower case name, the last one winning. */
export function readIdentity(cursor: Cursor | undefined): readonly IdentityHeader[] {
  const written = readNamed((item, name) => {
    if (!HEADER_NAME.test(name) || isGatewaysOwn(name))
      wrong({ ...item, value: name }, 'a header name that is not of the connection');
    return readValue(item);
  }, 'an object of header: what it tells')(cursor);
  const headers = [...(written ?? [])].map(([name, value]) => ({ name: name.toLowerCase(), value }));
  return [...new Map(headers.map((header) => [header.name, header])).values()];
}

function readValue(item: Cursor): IdentityValue | undefined {
  if (!isObject(item.value)) {
    if (typeof item.value === 'string') return readOneOf(WORDS)(item);
    return wrong(item, `${WORDS.join(', ')} or { claim: NAME }`);
  }
  const fields = readFields(item, { known: ['claim'] });
  const claim = readText('the name of a claim')(fields('claim'));
  return claim === undefined ? undefined : { claim };
}
