import type { Credential } from '../../core/authorization/credential.ts';
import { readAuthorization } from '../../core/authorization/credentials/read-authorization.ts';
import { type ClaimDemands, checkClaims } from '../../core/authorization/credentials/tokens/check-claims.ts';
import { type ParsedToken, parseToken } from '../../core/authorization/credentials/tokens/parse-token.ts';
import type { RefusalReason } from '../../core/authorization/refusal-reason.ts';
import type { JwtSchemeConfig, TrustedIssuer } from '../../core/authorizer-config.ts';
import type { KeySet } from './key-set.ts';
import { refuseSignature } from './verification-keys.ts';
import type { CredentialVerifier, VerifierParts } from './verifier.ts';

/** An issuer that the scheme trusts, with its keys. */
interface Issuer {
  readonly demands: ClaimDemands;
  readonly algorithms: TrustedIssuer['algorithms'];
  readonly keySet: KeySet;
}

/** Verifies bearer tokens that are JWTs. Keys are asked of configured addresses only: nothing in a token names one. */
export function verifyJwt(scheme: JwtSchemeConfig, parts: JwtParts): CredentialVerifier {
  const { keySets, revocations, checkBinding } = parts;
  const { bound } = scheme;
  const issuers = new Map(
    scheme.issuers.map((trusted): [string, Issuer] => {
      const { issuer, audience, algorithms } = trusted;
      return [issuer, { demands: { ...scheme, issuer, audience }, algorithms, keySet: keySets.of(trusted) }];
    }),
  );
  return {
    async verify(request, now) {
      const authorization = readAuthorization(request.multiValueHeaders, bound ? ['bearer', 'dpop'] : ['bearer']);
      if (authorization.kind === 'refused') return authorization;
      const { scheme: presented, value: text } = authorization;
      const parse = parseToken(text, scheme.requireAtJwt);
      if (parse.kind === 'refused') return parse;
      const { claims } = parse.token;
      const issuer = issuers.get(String(claims.iss));
      if (!issuer) return refuse('issuer-mismatch');
      const credential = await verifyToken(parse.token, issuer, now);
      if (credential.kind === 'refused') return credential;
      const { iss, jti, sub, iat } = claims;
      if (await revocations.isRevoked({ iss, jti, sub, iat }, now)) return refuse('revoked');
      const reason = bound && (await checkBinding({ text, cnf: claims.cnf, scheme: presented }, bound, request, now));
      return reason === undefined ? credential : refuse(reason);
    },
    async warm(now) {
      const keys = [...issuers.values()].map(({ keySet }) => keySet.current(now));
      await Promise.allSettled([...keys, revocations.warm(now)]);
    },
  };
}

type JwtParts = Pick<VerifierParts, 'keySets' | 'revocations' | 'checkBinding'>;

/**
 * The claims are read first, which costs nothing and spares the issuer requests for tokens that cannot count; the identity is
 * given out only after the signature over the same text is verified.
 */
async function verifyToken(token: ParsedToken, issuer: Issuer, now: number): Promise<Credential> {
  const check = checkClaims(token.claims, issuer.demands, now);
  if (check.kind === 'refused') return check;
  if (!issuer.algorithms.includes(token.header.alg)) return refuse('algorithm-refused');
  const reason = await verifySignature(token, issuer, now);
  return reason ? refuse(reason) : check;
}

async function verifySignature(token: ParsedToken, issuer: Issuer, now: number): Promise<RefusalReason | undefined> {
  const reason = refuseSignature(token, await issuer.keySet.current(now));
  if (reason !== 'key-unknown') return reason;
  const keys = await issuer.keySet.newer(now);
  return keys ? refuseSignature(token, keys) : reason;
}

const refuse = (reason: RefusalReason): Credential => ({ kind: 'refused', reason });
