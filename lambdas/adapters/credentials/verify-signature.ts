import type { Credential } from '../../core/authorization/credential.ts';
import type { PublicSignatureAlgorithm, SignatureKey } from '../../core/authorization/credentials/credential-record.ts';
import { signatureAlgorithms } from '../../core/authorization/credentials/key-sets/signature-algorithms.ts';
import { vetKeySet } from '../../core/authorization/credentials/key-sets/vet-key-set.ts';
import { requestOrigin } from '../../core/authorization/credentials/request-origin.ts';
import { readContentDigest } from '../../core/authorization/credentials/signatures/content-digest.ts';
import {
  type MessageSignature,
  parseSignature,
} from '../../core/authorization/credentials/signatures/parse-signature.ts';
import { signatureBase } from '../../core/authorization/credentials/signatures/signature-base.ts';
import { soleLine } from '../../core/authorization/credentials/sole-value.ts';
import { parseStrictObject } from '../../core/authorization/credentials/tokens/parse-strict-object.ts';
import type { RefusalReason } from '../../core/authorization/refusal-reason.ts';
import type { SignatureSchemeConfig } from '../../core/authorizer-config.ts';
import { nodeCrypto } from '../node-crypto.ts';
import { credentialOf, readCredential } from './credential-rows.ts';
import { sha256 } from './sha256.ts';
import { Unavailable } from './unavailable.ts';
import { importKey, isSignedBy } from './verification-keys.ts';
import type { AuthorizerRequest, CredentialVerifier, VerifierParts } from './verifier.ts';

type Parts = Pick<VerifierParts, 'rows' | 'secrets'>;

/** Seconds that a signer's clock may be ahead. */
const skew = 30;

/** Characters. */
const limits = { field: 4096, nonce: 128, keyId: 256 };

/** Verifies HTTP message signatures (RFC 9421) by keys that `gatewright credentials` has stored. */
export function verifySignature(name: string, scheme: SignatureSchemeConfig, parts: Parts): CredentialVerifier {
  return {
    async verify(request, now) {
      const signed = readSigned(request);
      if (signed.kind === 'refused') return signed;
      const { signature, base } = signed;
      const reason = refuseTimes(signature, scheme.window, now);
      if (reason) return refuse(reason);
      const record = await readCredential(parts.rows, name, signature.keyId);
      const credential = credentialOf(name, record, now);
      if (credential.kind === 'refused') return credential;
      if (!(await isSigned(base, signature, record?.key, scheme, parts, now))) return refuse('signature-invalid');
      if (!(await isFirst(name, signature, scheme, parts, now))) return refuse('replayed');
      const { identity } = credential;
      const claims = { ...identity.claims, keyid: signature.keyId };
      return { kind: 'verified', identity: { ...identity, claims, contentDigest: signed.contentDigest } };
    },
  };
}

type Signed =
  | {
      readonly kind: 'signed';
      readonly signature: MessageSignature;
      readonly base: string;
      readonly contentDigest: string;
    }
  | Extract<Credential, { readonly kind: 'refused' }>;

/** What is signed of a request, and by which words. */
function readSigned(request: AuthorizerRequest): Signed {
  const {
    method,
    domainName,
    requestPath,
    multiValueHeaders: headers,
    multiValueQueryStringParameters: query,
  } = request;
  const input = soleLine(headers, 'signature-input');
  const signatures = soleLine(headers, 'signature');
  if (input.kind === 'refused') return input;
  if (signatures.kind === 'refused') return signatures;
  if (input.value.length > limits.field || signatures.value.length > limits.field) return refuse('token-too-large');
  const signature = parseSignature(input.value, signatures.value);
  if (!signature || signature.nonce.length < 8 || signature.nonce.length > limits.nonce)
    return refuse('signature-malformed');
  if (signature.keyId === '' || signature.keyId.length > limits.keyId) return refuse('signature-malformed');
  const origin = requestOrigin(domainName, headers);
  const base = signatureBase(signature, { method, origin, path: requestPath, headers, query });
  if (base.kind === 'refused') return base;
  const digest = soleLine(headers, 'content-digest');
  if (digest.kind === 'refused' && digest.reason !== 'credential-absent') return refuse('signature-ambiguous');
  const contentDigest = digest.kind === 'value' ? digest.value : '';
  if (contentDigest !== '' && !readContentDigest(contentDigest)) return refuse('component-unsupported');
  return { kind: 'signed', signature, base: base.text, contentDigest };
}

function refuseTimes({ created, expires }: MessageSignature, window = 300, now: number): RefusalReason | undefined {
  const seconds = now / 1000;
  if (created > seconds + skew) return 'not-yet-valid';
  return created < seconds - window || (expires !== undefined && expires <= seconds) ? 'expired' : undefined;
}

async function isSigned(
  base: string,
  { signature, algorithm, keyId }: MessageSignature,
  key: SignatureKey | undefined,
  scheme: SignatureSchemeConfig,
  { secrets }: Parts,
  now: number,
): Promise<boolean> {
  // The key knows its algorithm; a request that names one may not name another (RFC 9421 section 3.2, step 6).
  if (key === undefined || (algorithm !== undefined && algorithm !== key.algorithm)) return false;
  if (key.algorithm !== 'hmac-sha256') return isSignedByPublicKey(base, signature, key);
  const shared = await readSharedKey(scheme, keyId, secrets, now);
  if (shared === undefined) return false;
  const { createHmac, timingSafeEqual } = nodeCrypto();
  const expected = createHmac('sha256', shared).update(base).digest();
  return signature.length === expected.length && timingSafeEqual(signature, expected);
}

/** The same by the names of RFC 7518. */
const joseNames: Readonly<Record<PublicSignatureAlgorithm, string>> = {
  ed25519: 'EdDSA',
  'ecdsa-p256-sha256': 'ES256',
  'ecdsa-p384-sha384': 'ES384',
  'rsa-pss-sha512': 'PS512',
  'rsa-v1_5-sha256': 'RS256',
};

function isSignedByPublicKey(
  input: string,
  signature: Buffer,
  { algorithm: name, publicKey }: Extract<SignatureKey, { readonly publicKey: object }>,
): boolean {
  const algorithm = signatureAlgorithms.get(joseNames[name]);
  const [vetted] = vetKeySet({ keys: [publicKey] }) ?? [];
  const imported = vetted && importKey(vetted);
  if (!algorithm || !imported || vetted.kty !== algorithm.kty || vetted.crv !== algorithm.crv) return false;
  return isSignedBy(imported, algorithm, { input, signature });
}

/** RFC 2104 section 3: a key shorter than the hash weakens it. */
const shortestKey = 32;

async function readSharedKey(
  { secret }: SignatureSchemeConfig,
  keyId: string,
  secrets: Parts['secrets'],
  now: number,
): Promise<Buffer | undefined> {
  if (secret === undefined) return undefined;
  const { text } = await secrets.read(secret, now).catch((cause: unknown) => {
    throw new Unavailable('secret', cause);
  });
  const keys = parseStrictObject(text) ?? {};
  const key = Object.hasOwn(keys, keyId) ? Buffer.from(String(keys[keyId]), 'base64') : undefined;
  return key && key.length >= shortestKey ? key : undefined;
}

/** Last, so that only a good signature costs a write. */
function isFirst(
  name: string,
  { keyId, nonce, created }: MessageSignature,
  { window = 300 }: SignatureSchemeConfig,
  { rows }: Parts,
  now: number,
): Promise<boolean> {
  const id = sha256(JSON.stringify([name, keyId, nonce]));
  return rows.claim(`replay#signature#${id}`, (created + window + skew) * 1000, now);
}

const refuse = (reason: RefusalReason) => ({ kind: 'refused', reason }) as const;
