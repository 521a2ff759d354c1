import type { KeyObject } from 'node:crypto';
import {
  type SignatureAlgorithm,
  signatureAlgorithms,
} from '../../core/authorization/credentials/key-sets/signature-algorithms.ts';
import type { VerificationKey } from '../../core/authorization/credentials/key-sets/vet-key-set.ts';
import type { ParsedJws } from '../../core/authorization/credentials/tokens/parse-jws.ts';
import type { RefusalReason } from '../../core/authorization/refusal-reason.ts';

/** A key of an issuer, ready to verify with. */
export interface ImportedKey {
  readonly jwk: VerificationKey;
  readonly key: KeyObject;
}

/** Those that OpenSSL takes: not a point off its curve, for one. */
export function importKeys(keys: readonly VerificationKey[]): readonly ImportedKey[] {
  return keys.flatMap((jwk) => importKey(jwk) ?? []);
}

export function importKey(jwk: VerificationKey): ImportedKey | undefined {
  try {
    return { jwk, key: crypto().createPublicKey({ key: { ...jwk }, format: 'jwk' }) };
  } catch {
    return undefined;
  }
}

/** Why the signature of a token does not count under these keys: exactly one of them must be meant. */
export function refuseSignature(jws: ParsedJws, keys: readonly ImportedKey[]): RefusalReason | undefined {
  const { alg, kid } = jws.header;
  const algorithm = signatureAlgorithms.get(alg);
  if (!algorithm) return 'algorithm-refused';
  const [meant, second] = keys.filter(({ jwk }) => isMeant(jwk, algorithm, alg, kid));
  if (!meant) return 'key-unknown';
  if (second) return 'key-ambiguous';
  return isSignedBy(meant.key, algorithm, jws) ? undefined : 'signature-invalid';
}

function isMeant(
  jwk: VerificationKey,
  { kty, crv }: SignatureAlgorithm,
  alg: string,
  kid: string | undefined,
): boolean {
  return jwk.kty === kty && jwk.crv === crv && (jwk.alg ?? alg) === alg && (kid === undefined || jwk.kid === kid);
}

/**
 * Synchronous: WebCrypto, which jose rests on, hands each signature to another thread and waits for it, which takes longer
 * than an RSA verification itself.
 */
export function isSignedBy(
  key: KeyObject,
  { hash, pss }: SignatureAlgorithm,
  { input, signature }: Pick<ParsedJws, 'input' | 'signature'>,
): boolean {
  const { constants, verify } = crypto();
  const options = {
    key,
    dsaEncoding: 'ieee-p1363' as const,
    ...(pss && { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }),
  };
  return verify(hash, Buffer.from(input), options, signature);
}

/** Takes 4 ms to load, which fits into the wait for the issuer's keys. */
const crypto = () => process.getBuiltinModule('node:crypto');
