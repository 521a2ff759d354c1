import type { RefusalReason } from '../refusal-reason.ts';
import { type MultiValues, soleLine } from './sole-value.ts';

/** HTTP authentication schemes (RFC 9110 section 11.1) in lower case. */
export type AuthorizationScheme = 'basic' | 'bearer' | 'dpop';

export type Authorization =
  | { readonly kind: 'given'; readonly scheme: AuthorizationScheme; readonly value: string }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** A scheme and the spaces after it (RFC 9110 section 11.4). */
const beginning = /^([!#$%&'*+.^_`|~\w-]+) +/;

/**
 * What a request's one `Authorization` line holds for one of these schemes (for tokens RFC 6750 section 2.1, never the query or
 * the body).
 */
export function readAuthorization(headers: MultiValues, schemes: readonly AuthorizationScheme[]): Authorization {
  const sole = soleLine(headers, 'authorization');
  if (sole.kind === 'refused') return sole;
  const [begun = '', name = ''] = beginning.exec(sole.value) ?? [];
  const value = sole.value.slice(begun.length);
  if (begun === '' || value === '' || value.includes(' ') || value.includes(','))
    return { kind: 'refused', reason: 'credential-malformed' };
  const scheme = schemes.find((each) => each === name.toLowerCase());
  return scheme ? { kind: 'given', scheme, value } : { kind: 'refused', reason: 'credential-of-another-scheme' };
}
