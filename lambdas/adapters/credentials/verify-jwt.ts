import { compactVerify } from 'jose/jws/compact/verify';
import type { Credential } from '../../core/authorization/credential.ts';
import { type ClaimDemands, checkClaims } from '../../core/authorization/credentials/tokens/check-claims.ts';
import { type ParsedToken, parseToken } from '../../core/authorization/credentials/tokens/parse-token.ts';
import { readBearerToken } from '../../core/authorization/credentials/tokens/read-bearer-token.ts';
import type { RefusalReason } from '../../core/authorization/refusal-reason.ts';
import type { JwtSchemeConfig, TrustedIssuer } from '../../core/authorizer-config.ts';
import type { KeySet, VerificationKeys } from './key-set.ts';
import type { CredentialVerifier, VerifierParts } from './verifier.ts';

/** An issuer that the scheme trusts, with its keys. */
interface Issuer {
  readonly demands: ClaimDemands;
  readonly algorithms: TrustedIssuer['algorithms'];
  readonly keySet: KeySet;
}

/** Verifies bearer tokens that are JWTs. Keys are asked of configured addresses only: nothing in a token names one. */
export function verifyJwt(scheme: JwtSchemeConfig, { keySets }: Pick<VerifierParts, 'keySets'>): CredentialVerifier {
  const issuers = new Map(
    scheme.issuers.map((trusted): [string, Issuer] => {
      const { issuer, audience, algorithms } = trusted;
      return [issuer, { demands: { ...scheme, issuer, audience }, algorithms, keySet: keySets.of(trusted) }];
    }),
  );
  return {
    async verify({ multiValueHeaders }, now) {
      const bearer = readBearerToken(multiValueHeaders);
      if (bearer.kind === 'refused') return bearer;
      const parse = parseToken(bearer.token);
      if (parse.kind === 'refused') return parse;
      const issuer = issuers.get(String(parse.token.claims.iss));
      return issuer ? verifyToken(parse.token, issuer, now) : { kind: 'refused', reason: 'issuer-mismatch' };
    },
    async warm(now) {
      await Promise.allSettled([...issuers.values()].map(({ keySet }) => keySet.current(now)));
    },
  };
}

/**
 * The claims are read first, which costs nothing and spares the issuer requests for tokens that cannot count; the identity is
 * given out only after the signature over the same text is verified.
 */
async function verifyToken(token: ParsedToken, issuer: Issuer, now: number): Promise<Credential> {
  const check = checkClaims(token.claims, issuer.demands, now);
  if (check.kind === 'refused') return check;
  if (!issuer.algorithms.includes(token.algorithm)) return { kind: 'refused', reason: 'algorithm-refused' };
  const reason = await verifySignature(token, issuer, now);
  return reason ? { kind: 'refused', reason } : check;
}

async function verifySignature(token: ParsedToken, issuer: Issuer, now: number): Promise<RefusalReason | undefined> {
  const reason = await refuseSignature(token, issuer, await issuer.keySet.current(now));
  if (reason !== 'key-unknown') return reason;
  const keys = await issuer.keySet.newer(now);
  return keys ? refuseSignature(token, issuer, keys) : reason;
}

async function refuseSignature(
  { text }: ParsedToken,
  { algorithms }: Issuer,
  keys: VerificationKeys,
): Promise<RefusalReason | undefined> {
  try {
    await compactVerify(text, keys, { algorithms: [...algorithms] });
    return undefined;
  } catch (error) {
    return refusalOf(error);
  }
}

/** jose's error codes that are the token's fault. */
const refusals: Readonly<Record<string, RefusalReason>> = {
  ERR_JWKS_NO_MATCHING_KEY: 'key-unknown',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: 'key-ambiguous',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'signature-invalid',
  ERR_JOSE_ALG_NOT_ALLOWED: 'algorithm-refused',
  ERR_JOSE_NOT_SUPPORTED: 'algorithm-refused',
  ERR_JWS_INVALID: 'token-malformed',
};

function refusalOf(error: unknown): RefusalReason {
  // WebCrypto refuses a key of the set (a point off its curve, say) with a DOMException.
  if (error instanceof DOMException) return 'key-unusable';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = refusals[code];
  if (reason === undefined) throw error;
  return reason;
}
