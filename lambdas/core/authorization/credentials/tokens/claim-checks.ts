import type { TokenDemands } from '../../../authorizer-config.ts';
import type { RefusalReason } from '../../refusal-reason.ts';

type Claims = Readonly<Record<string, unknown>>;

/** @param accepted `null`: any */
export function hasAudience(claim: unknown, accepted: readonly string[] | null): boolean {
  if (accepted === null) return true;
  const audiences: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return (
    audiences.every((audience) => typeof audience === 'string') &&
    accepted.some((audience) => audiences.includes(audience))
  );
}

/** RFC 7800: whom a token is bound to must be looked at, or the token counts for nothing. */
export function refuseBinding(claims: Claims, bound: TokenDemands['bound']): RefusalReason | undefined {
  if ('cnf' in claims) return bound === undefined ? 'sender-constrained' : undefined;
  return bound === undefined ? undefined : 'not-sender-constrained';
}

/** Members that only other kinds of JWT have: ID tokens (OpenID Connect Core 2 and 3.3.2.11), security events (RFC 8417). */
const foreignMembers: readonly string[] = ['at_hash', 'c_hash', 's_hash', 'events'];

export function refuseUse(claims: Claims): RefusalReason | undefined {
  const isOther = foreignMembers.some((name) => name in claims) || isMarkedOtherwise(claims);
  return isOther ? 'not-an-access-token' : undefined;
}

/** Cognito writes `token_use: access`, Keycloak `typ: Bearer`; another value there is another kind of token. */
function isMarkedOtherwise({ token_use, typ }: Claims): boolean {
  return (token_use !== undefined && token_use !== 'access') || typ === 'ID' || typ === 'Refresh' || typ === 'Offline';
}

/** Each claim must be there with one of these values, or be a list that holds one. */
export function refuseValues(claims: Claims, demanded: TokenDemands['claims'] = {}): RefusalReason | undefined {
  const holds = ([name, accepted]: readonly [string, readonly string[]]): boolean => {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return accepted.some((one) => values.includes(one));
  };
  return Object.entries(demanded).every(holds) ? undefined : 'claim-refused';
}
