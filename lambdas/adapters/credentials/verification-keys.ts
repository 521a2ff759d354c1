import type { KeyObject } from 'node:crypto';
import {
  type SignatureAlgorithm,
  signatureAlgorithms,
} from '../../core/authorization/credentials/key-sets/signature-algorithms.ts';
import type { VerificationKey } from '../../core/authorization/credentials/key-sets/vet-key-set.ts';
import type { ParsedJws } from '../../core/authorization/credentials/tokens/parse-jws.ts';
import type { RefusalReason } from '../../core/authorization/refusal-reason.ts';
import { nodeCrypto } from '../node-crypto.ts';

/** A key of an issuer, ready to verify with. */
export interface ImportedKey {
  readonly jwk: VerificationKey;
  readonly key: KeyObject;
  /** The same for signatures with probabilistic padding; of RSA only. */
  readonly pss: KeyObject | undefined;
}

/** Those that OpenSSL takes: not a point off its curve, for one. */
export function importKeys(keys: readonly VerificationKey[]): readonly ImportedKey[] {
  return keys.flatMap((jwk) => importKey(jwk) ?? []);
}

export function importKey(jwk: VerificationKey): ImportedKey | undefined {
  const { constants, createPublicKey } = nodeCrypto();
  const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_DIGEST: saltLength } = constants;
  // `verify` takes options as members of the key itself. Beside it, in an object that holds both, they cost as much again as an
  // RSA signature: Node makes another key of that at each call.
  const prepare = (options: object): KeyObject =>
    Object.assign(createPublicKey({ key: { ...jwk }, format: 'jwk' }), options);
  try {
    const pss = jwk.kty === 'RSA' ? prepare({ padding, saltLength }) : undefined;
    return { jwk, key: prepare(jwk.kty === 'EC' ? { dsaEncoding: 'ieee-p1363' } : {}), pss };
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
  return isSignedBy(meant, algorithm, jws) ? undefined : 'signature-invalid';
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
  imported: ImportedKey,
  { hash, pss }: SignatureAlgorithm,
  { input, signature }: Pick<ParsedJws, 'input' | 'signature'>,
): boolean {
  const key = pss ? imported.pss : imported.key;
  return key !== undefined && nodeCrypto().verify(hash, Buffer.from(input), key, signature);
}
