import { compactVerify } from 'jose/jws/compact/verify';
import { checkClaims } from '../core/authorization/check-claims.ts';
import type { Credential } from '../core/authorization/decide-authorization.ts';
import type { ParsedToken } from '../core/authorization/parse-token.ts';
import type { RefusalReason } from '../core/authorization/refusal-reason.ts';
import type { JwtSchemeConfig } from '../core/authorizer-config.ts';
import type { KeySet, VerificationKeys } from './key-set.ts';

/** jose's error codes that are the token's fault. */
const refusals: Readonly<Record<string, RefusalReason>> = {
  ERR_JWKS_NO_MATCHING_KEY: 'key-unknown',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: 'key-ambiguous',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'signature-invalid',
  ERR_JOSE_ALG_NOT_ALLOWED: 'algorithm-refused',
  ERR_JOSE_NOT_SUPPORTED: 'algorithm-refused',
  ERR_JWS_INVALID: 'token-malformed',
};

/**
 * What a scheme makes of a token at `now`. The claims are read first, which costs nothing and spares the issuer requests
 * for tokens that cannot count; the identity is given out only after the signature over the same text is verified.
 */
export async function verifyToken(
  token: ParsedToken,
  scheme: JwtSchemeConfig,
  keySet: KeySet,
  now: number,
): Promise<Credential> {
  const check = checkClaims(token.claims, scheme, now);
  if (check.kind === 'refused') return check;
  if (!scheme.algorithms.includes(token.algorithm)) return { kind: 'refused', reason: 'algorithm-refused' };
  const reason = await verifySignature(token, scheme, keySet, now);
  return reason ? { kind: 'refused', reason } : { kind: 'verified', identity: check.identity };
}

async function verifySignature(
  token: ParsedToken,
  scheme: JwtSchemeConfig,
  keySet: KeySet,
  now: number,
): Promise<RefusalReason | undefined> {
  const reason = await refuseSignature(token, scheme, await keySet.current(now));
  if (reason !== 'key-unknown') return reason;
  const keys = await keySet.newer(now);
  return keys ? refuseSignature(token, scheme, keys) : reason;
}

async function refuseSignature(
  { text }: ParsedToken,
  { algorithms }: JwtSchemeConfig,
  keys: VerificationKeys,
): Promise<RefusalReason | undefined> {
  try {
    await compactVerify(text, keys, { algorithms: [...algorithms] });
    return undefined;
  } catch (error) {
    return refusalOf(error);
  }
}

function refusalOf(error: unknown): RefusalReason {
  // WebCrypto refuses a key of the set (a point off its curve, say) with a DOMException.
  if (error instanceof DOMException) return 'key-unusable';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = refusals[code];
  if (reason === undefined) throw error;
  return reason;
}
