import { signatureAlgorithms } from '../../core/authorization/credentials/key-sets/signature-algorithms.ts';
import { vetKeySet } from '../../core/authorization/credentials/key-sets/vet-key-set.ts';
import { proofWindow, refuseProof, thumbprintInput } from '../../core/authorization/credentials/proofs/check-proof.ts';
import { readConfirmation } from '../../core/authorization/credentials/proofs/confirmation.ts';
import type { AuthorizationScheme } from '../../core/authorization/credentials/read-authorization.ts';
import { requestOrigin } from '../../core/authorization/credentials/request-origin.ts';
import { soleLine } from '../../core/authorization/credentials/sole-value.ts';
import { type ParsedJws, parseJsonPart, parseJws } from '../../core/authorization/credentials/tokens/parse-jws.ts';
import type { RefusalReason } from '../../core/authorization/refusal-reason.ts';
import type { TokenDemands } from '../../core/authorizer-config.ts';
import { nodeCrypto } from '../node-crypto.ts';
import { sha256 } from './sha256.ts';
import type { StateRows } from './state-rows.ts';
import { type ImportedKey, importKey, refuseSignature } from './verification-keys.ts';
import type { AuthorizerRequest } from './verifier.ts';
import { clientCertificate } from './verify-certificate.ts';

/** A verified token that says whom it is bound to. */
export interface BoundToken {
  readonly text: string;
  readonly cnf: unknown;
  /** As it was presented. */
  readonly scheme: AuthorizationScheme;
}

/** Why the sender has not shown to be who a token is bound to. */
export type CheckBinding = (
  token: BoundToken,
  bound: NonNullable<TokenDemands['bound']>,
  request: AuthorizerRequest,
  now: number,
) => Promise<RefusalReason | undefined>;

/** Checks all that a token is bound to, and that it is bound as demanded. What cannot be checked counts for nothing. */
export function bindingCheck(rows: Pick<StateRows, 'claim'>): CheckBinding {
  return async (token, bound, request, now) => {
    const confirmation = readConfirmation(token.cnf);
    if (confirmation === undefined) return 'sender-constrained';
    const { jkt, 'x5t#S256': certificate } = confirmation;
    if ((bound === 'dpop' && jkt === undefined) || (bound === 'certificate' && certificate === undefined))
      return 'not-sender-constrained';
    // A bound token sent as `Bearer` would be the downgrade that RFC 9449 section 7.1 forbids.
    if ((jkt !== undefined) !== (token.scheme === 'dpop')) return 'proof-absent';
    if (certificate !== undefined && clientCertificate(request)?.thumbprint !== certificate)
      return 'certificate-mismatch';
    return jkt === undefined ? undefined : refuseProofOf(token.text, jkt, rows, request, now);
  };
}

/** Characters; API Gateway ends all headers of a request at 10,240 bytes. */
const longestProof = 4096;

async function refuseProofOf(
  token: string,
  jkt: string,
  rows: Pick<StateRows, 'claim'>,
  { method, domainName, requestPath, multiValueHeaders }: AuthorizerRequest,
  now: number,
): Promise<RefusalReason | undefined> {
  const sole = soleLine(multiValueHeaders, 'dpop');
  if (sole.kind === 'refused') return sole.reason === 'credential-absent' ? 'proof-absent' : sole.reason;
  const proof = sole.value.length > longestProof ? undefined : parseJws(sole.value);
  const claims = proof && parseJsonPart(proof.payload);
  const key = proof && keyOf(proof);
  if (!proof || !claims || !key) return 'proof-malformed';
  if (hashOf(thumbprintInput({ ...key.jwk })) !== jkt) return 'proof-mismatch';
  const { scheme, authority } = requestOrigin(domainName, multiValueHeaders);
  const demands = { method, url: `${scheme}://${authority}${requestPath}`, tokenHash: hashOf(token) };
  const reason = refuseProof(claims, demands, now) ?? refuseSignature(proof, [key]);
  if (reason !== undefined) return reason;
  // Last, so that only a good proof costs a write.
  const forgotten = now + (proofWindow.past + proofWindow.future) * 1000;
  const isFirst = await rows.claim(`replay#dpop#${jkt}#${sha256(String(claims.jti))}`, forgotten, now);
  return isFirst ? undefined : 'replayed';
}

/** The public key that a proof brings, fit for the algorithm that it names (RFC 9449 section 4.2). */
function keyOf({ header }: ParsedJws): ImportedKey | undefined {
  const { typ, alg, jwk, kid, crit } = header;
  if (typ !== 'dpop+jwt' || kid !== undefined || crit !== undefined || !signatureAlgorithms.has(alg)) return undefined;
  const [vetted] = vetKeySet({ keys: [jwk] }) ?? [];
  return vetted && importKey(vetted);
}

const hashOf = (text: string): string => nodeCrypto().hash('sha256', text, 'base64url');
