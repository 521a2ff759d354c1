import { createPublicKey, type KeyObject } from 'node:crypto';
import type {
  PublicSignatureAlgorithm,
  SignatureKey,
} from '../../lambdas/core/authorization/credentials/credential-record.ts';
import { vetKeySet } from '../../lambdas/core/authorization/credentials/key-sets/vet-key-set.ts';
import { UserError } from '../errors.ts';

/** A partner's public key, as PEM or JWK. @param from where it was read, for messages */
export function readSignatureKey(text: string, from: string): SignatureKey {
  const key = importKey(text, from);
  const publicKey = { ...key.export({ format: 'jwk' }) };
  const algorithm = algorithmOf(publicKey);
  if (algorithm === undefined || vetKeySet({ keys: [publicKey] })?.length !== 1)
    throw unfit(from, `a key of kind ${key.asymmetricKeyType} that is not fit for signatures`);
  return { algorithm, publicKey };
}

function importKey(text: string, from: string): KeyObject {
  // A private key would be taken too, and its public half be used: but it has been shown to somebody.
  if (/PRIVATE KEY/.test(text) || /"d"\s*:/.test(text))
    throw unfit(from, 'a private key, which its holder should keep');
  try {
    return text.trim().startsWith('{')
      ? createPublicKey({ key: JSON.parse(text), format: 'jwk' })
      : createPublicKey(text);
  } catch {
    throw unfit(from, 'no key');
  }
}

function algorithmOf({
  kty,
  crv,
}: {
  readonly kty?: unknown;
  readonly crv?: unknown;
}): PublicSignatureAlgorithm | undefined {
  if (kty === 'RSA') return 'rsa-pss-sha512';
  if (crv === 'Ed25519') return 'ed25519';
  if (crv === 'P-256') return 'ecdsa-p256-sha256';
  return crv === 'P-384' ? 'ecdsa-p384-sha384' : undefined;
}

const unfit = (from: string, found: string): UserError =>
  new UserError(
    'INVALID_OPTION',
    `${from} holds ${found}, expected the partner's public key of Ed25519, P-256, P-384 or RSA (2048 bits and more) as PEM or JWK: ask the partner for it`,
  );
