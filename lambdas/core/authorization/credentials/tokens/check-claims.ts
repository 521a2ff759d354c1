import type { JwtSchemeConfig, TrustedIssuer } from '../../../authorizer-config.ts';
import type { Credential } from '../../credential.ts';
import type { RefusalReason } from '../../refusal-reason.ts';
import { grantedScopes } from './granted-scopes.ts';

export type ClaimDemands = Pick<TrustedIssuer, 'issuer' | 'audience'> &
  Pick<JwtSchemeConfig, 'clockSkew' | 'maxLifetime' | 'claims'>;

type Claims = Readonly<Record<string, unknown>>;

/** Members that only other kinds of JWT have: ID tokens (OpenID Connect Core 2 and 3.3.2.11), security events (RFC 8417). */
const foreignMembers: readonly string[] = ['at_hash', 'c_hash', 's_hash', 'events'];

/**
 * The identity that claims give at `now` (milliseconds since the epoch), if they are those of an access token as demanded. It
 * counts only once the signature is verified as well.
 */
export function checkClaims(claims: Claims, demands: ClaimDemands, now: number): Credential {
  if (claims.iss !== demands.issuer) return refuse('issuer-mismatch');
  if (!hasAudience(claims.aud, demands.audience)) return refuse('audience-mismatch');
  const times = checkTimes(claims, demands, now / 1000);
  if (typeof times === 'string') return refuse(times);
  const reason = refuseUse(claims) ?? refuseValues(claims, demands.claims);
  if (reason) return refuse(reason);
  const { sub } = claims;
  if (typeof sub !== 'string' || sub === '') return refuse('subject-missing');
  const scopes = grantedScopes(claims);
  if (!scopes) return refuse('scopes-malformed');
  const { issuer } = demands;
  return { kind: 'verified', identity: { issuer, subject: sub, scopes, claims, expiresAt: times.expiresAt } };
}

function hasAudience(claim: unknown, accepted: readonly string[] | null): boolean {
  if (accepted === null) return true;
  const audiences: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return (
    audiences.every((audience) => typeof audience === 'string') &&
    accepted.some((audience) => audiences.includes(audience))
  );
}

function checkTimes(
  { exp, nbf, iat }: Claims,
  { clockSkew = 30, maxLifetime = 86_400 }: ClaimDemands,
  seconds: number,
): RefusalReason | { readonly expiresAt: number } {
  // `1e400` parses to Infinity: a token without end.
  if (!isInstant(exp)) return 'expiry-missing';
  if (seconds >= exp + clockSkew) return 'expired';
  if (nbf !== undefined && !(isInstant(nbf) && nbf <= seconds + clockSkew)) return 'not-yet-valid';
  if (iat !== undefined && !(isInstant(iat) && iat <= seconds + clockSkew)) return 'not-yet-valid';
  return exp - (iat ?? seconds) > maxLifetime ? 'lifetime-too-long' : { expiresAt: exp * 1000 };
}

function refuseUse(claims: Claims): RefusalReason | undefined {
  // RFC 7800: the token is bound to a key whose possession nothing here checks.
  if ('cnf' in claims) return 'sender-constrained';
  const isOther = foreignMembers.some((name) => name in claims) || isMarkedOtherwise(claims);
  return isOther ? 'not-an-access-token' : undefined;
}

/** Cognito writes `token_use: access`, Keycloak `typ: Bearer`; another value there is another kind of token. */
function isMarkedOtherwise({ token_use, typ }: Claims): boolean {
  return (token_use !== undefined && token_use !== 'access') || typ === 'ID' || typ === 'Refresh' || typ === 'Offline';
}

function refuseValues(claims: Claims, demanded: ClaimDemands['claims'] = {}): RefusalReason | undefined {
  const holds = ([name, accepted]: readonly [string, readonly string[]]): boolean => {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return accepted.some((one) => values.includes(one));
  };
  return Object.entries(demanded).every(holds) ? undefined : 'claim-refused';
}

function isInstant(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function refuse(reason: RefusalReason): Credential {
  return { kind: 'refused', reason };
}
