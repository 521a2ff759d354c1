import type { IntrospectionSchemeConfig } from '../../../authorizer-config.ts';
import type { Credential } from '../../credential.ts';
import type { RefusalReason } from '../../refusal-reason.ts';
import { checkTimes } from '../tokens/check-times.ts';
import { hasAudience, refuseBinding, refuseUse, refuseValues } from '../tokens/claim-checks.ts';
import { grantedScopes } from '../tokens/granted-scopes.ts';

type Claims = Readonly<Record<string, unknown>>;
type Demands = Pick<IntrospectionSchemeConfig, 'url' | 'issuer' | 'audience' | 'clockSkew' | 'claims' | 'bound'>;

/** Kinds of token that are presented to a resource (RFC 6749 section 7.1); some issuers name the token's role instead. */
const accessTokenTypes: readonly unknown[] = [undefined, 'bearer', 'dpop', 'access_token'];

/**
 * The identity that an introspection answer (RFC 7662 section 2.2) gives at `now`: "active" is the issuer's word on the token,
 * whom it is for is still to be looked at.
 */
export function checkAnswer(answer: unknown, demands: Demands, now: number): Credential {
  if (!isObject(answer) || answer.active !== true) return refuse('token-inactive');
  const { exp } = answer;
  // `exp` may be left out: what is active has not expired. `nbf` and `iat` are looked at all the same.
  const times = checkTimes({ ...answer, exp: exp ?? now / 1000 + 1 }, demands.clockSkew, now / 1000);
  if (typeof times === 'string') return refuse(times);
  const reason = refuseParties(answer, demands) ?? refuseClaims(answer, demands);
  if (reason) return refuse(reason);
  // A client that acts for itself has no `sub` at some issuers.
  const subject = answer.sub ?? answer.client_id;
  if (typeof subject !== 'string' || subject === '') return refuse('subject-missing');
  const scopes = grantedScopes(answer);
  if (!scopes) return refuse('scopes-malformed');
  return {
    kind: 'verified',
    identity: {
      issuer: demands.issuer ?? demands.url,
      subject,
      scopes,
      claims: answer,
      ...(exp !== undefined && times),
    },
  };
}

function refuseParties({ iss, aud }: Claims, { issuer, audience }: Demands): RefusalReason | undefined {
  if (iss !== undefined && issuer !== undefined && iss !== issuer) return 'issuer-mismatch';
  return hasAudience(aud, audience) ? undefined : 'audience-mismatch';
}

function refuseClaims(answer: Claims, { bound, claims }: Demands): RefusalReason | undefined {
  const { token_type: type } = answer;
  if (!accessTokenTypes.includes(typeof type === 'string' ? type.toLowerCase() : type)) return 'not-an-access-token';
  return refuseBinding(answer, bound) ?? refuseUse(answer) ?? refuseValues(answer, claims);
}

function refuse(reason: RefusalReason): Credential {
  return { kind: 'refused', reason };
}

function isObject(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
