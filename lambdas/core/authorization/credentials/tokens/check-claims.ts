import type { JwtSchemeConfig, TrustedIssuer } from '../../../authorizer-config.ts';
import type { Credential } from '../../credential.ts';
import type { RefusalReason } from '../../refusal-reason.ts';
import { checkTimes } from './check-times.ts';
import { hasAudience, refuseBinding, refuseUse, refuseValues } from './claim-checks.ts';
import { grantedScopes } from './granted-scopes.ts';

export type ClaimDemands = Pick<TrustedIssuer, 'issuer' | 'audience'> &
  Pick<JwtSchemeConfig, 'clockSkew' | 'maxLifetime' | 'claims' | 'bound'>;

type Claims = Readonly<Record<string, unknown>>;

/**
 * The identity that claims give at `now` (milliseconds since the epoch), if they are those of an access token as demanded. It
 * counts only once the signature is verified as well, and where the token is bound, the binding.
 */
export function checkClaims(claims: Claims, demands: ClaimDemands, now: number): Credential {
  if (claims.iss !== demands.issuer) return refuse('issuer-mismatch');
  if (!hasAudience(claims.aud, demands.audience)) return refuse('audience-mismatch');
  const times = checkTimes(claims, demands.clockSkew, now / 1000);
  if (typeof times === 'string') return refuse(times);
  const { issuer, maxLifetime = 86_400 } = demands;
  const issuedAt = typeof claims.iat === 'number' ? claims.iat * 1000 : now;
  if (times.expiresAt - issuedAt > maxLifetime * 1000) return refuse('lifetime-too-long');
  const reason = refuseBinding(claims, demands.bound) ?? refuseUse(claims) ?? refuseValues(claims, demands.claims);
  if (reason) return refuse(reason);
  const { sub } = claims;
  if (typeof sub !== 'string' || sub === '') return refuse('subject-missing');
  const scopes = grantedScopes(claims);
  if (!scopes) return refuse('scopes-malformed');
  return { kind: 'verified', identity: { issuer, subject: sub, scopes, claims, ...times } };
}

function refuse(reason: RefusalReason): Credential {
  return { kind: 'refused', reason };
}
