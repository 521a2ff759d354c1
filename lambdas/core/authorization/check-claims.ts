import type { JwtSchemeConfig } from '../authorizer-config.ts';
import { grantedScopes } from './granted-scopes.ts';
import type { RefusalReason } from './refusal-reason.ts';

export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly scopes: readonly string[];
}

export type ClaimsCheck =
  | { readonly kind: 'accepted'; readonly identity: Identity }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

type Claims = Readonly<Record<string, unknown>>;

/** Seconds two clocks may differ. Envoy allows 60, Auth0's library 5; zero breaks on `nbf` in practice. */
const clockSkew = 30;

/** Seconds from issue (or from now, where `iat` is absent) to expiry. */
const maxLifetime = 24 * 60 * 60;

/** Members that only other kinds of JWT have: ID tokens (OpenID Connect Core 2 and 3.3.2.11), security events (RFC 8417). */
const foreignMembers: readonly string[] = ['at_hash', 'c_hash', 's_hash', 'events'];

/**
 * Whether claims make an access token for this scheme at `now` (milliseconds since the epoch). The identity counts only
 * once the signature is verified as well.
 */
export function checkClaims(
  claims: Claims,
  scheme: Pick<JwtSchemeConfig, 'issuer' | 'audience'>,
  now: number,
): ClaimsCheck {
  if (claims.iss !== scheme.issuer) return refuse('issuer-mismatch');
  if (!hasAudience(claims.aud, scheme.audience)) return refuse('audience-mismatch');
  const reason = refuseTimes(claims, now / 1000) ?? refuseUse(claims);
  if (reason) return refuse(reason);
  const { sub } = claims;
  if (typeof sub !== 'string' || sub === '') return refuse('subject-missing');
  const scopes = grantedScopes(claims);
  if (!scopes) return refuse('scopes-malformed');
  return { kind: 'accepted', identity: { issuer: scheme.issuer, subject: sub, scopes } };
}

function hasAudience(claim: unknown, accepted: readonly string[] | null): boolean {
  if (accepted === null) return true;
  const audiences: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return (
    audiences.every((audience) => typeof audience === 'string') &&
    accepted.some((audience) => audiences.includes(audience))
  );
}

function refuseTimes(claims: Claims, seconds: number): RefusalReason | undefined {
  const { exp, nbf, iat } = claims;
  // `1e400` parses to Infinity: a token without end.
  if (!isInstant(exp)) return 'expiry-missing';
  if (seconds >= exp + clockSkew) return 'expired';
  if (nbf !== undefined && !(isInstant(nbf) && nbf <= seconds + clockSkew)) return 'not-yet-valid';
  if (iat !== undefined && !(isInstant(iat) && iat <= seconds + clockSkew)) return 'not-yet-valid';
  return exp - (iat ?? seconds) > maxLifetime ? 'lifetime-too-long' : undefined;
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

function isInstant(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function refuse(reason: RefusalReason): ClaimsCheck {
  return { kind: 'refused', reason };
}
