/**
 * What the state table knows of a credential that is neither a token nor a usage plan's key: one row each, named by the
 * scheme and a SHA-256, written by `gatewright credentials`, read by the authorizer.
 */
export interface CredentialRecord {
  /** Who it stands for, in the operator's words. */
  readonly subject: string;
  readonly scopes: readonly string[];
  /** Seconds since the epoch after which it counts no more; absent: never. */
  readonly expires?: number;
  /** Of `basic`: any one of them lets in; two while one takes the other's place. */
  readonly passwords?: readonly PasswordHash[];
  /** Of `signature`. */
  readonly key?: SignatureKey;
}

/** scrypt (RFC 7914). */
export interface PasswordHash {
  /** Base64url, as `hash`. */
  readonly salt: string;
  readonly hash: string;
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
  /** Seconds since the epoch after which it counts no more; absent: never. */
  readonly until?: number;
}

/** A partner's key, with the one algorithm (RFC 9421 section 6.2.2) that it is used with. */
export type SignatureKey =
  | { readonly algorithm: PublicSignatureAlgorithm; readonly publicKey: Readonly<Record<string, unknown>> }
  /** The key itself is in the scheme's secret, by its key id. */
  | { readonly algorithm: 'hmac-sha256' };

export type PublicSignatureAlgorithm =
  | 'ed25519'
  | 'ecdsa-p256-sha256'
  | 'ecdsa-p384-sha384'
  | 'rsa-pss-sha512'
  | 'rsa-v1_5-sha256';

/** Partition key of a row. @param sha256 lower-case hex of what names it: a user's name, a key's value, a key id */
export const credentialRow = (scheme: string, sha256: string): string => `credential#${scheme}#${sha256}`;

/** A row of which nothing certain is known counts for nothing. @param text the row's `record` */
export function readCredentialRecord(text: unknown): CredentialRecord | undefined {
  const record = typeof text === 'string' ? parse(text) : undefined;
  return isRecord(record) ? record : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Written by one function of ours, so only what must not be taken on trust is looked at: who, what for, how long. */
function isRecord(value: unknown): value is CredentialRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { subject, scopes, expires } = value as Readonly<Record<string, unknown>>; // unknown until it is read
  return (
    typeof subject === 'string' &&
    subject !== '' &&
    Array.isArray(scopes) &&
    scopes.every((scope) => typeof scope === 'string') &&
    (expires === undefined || typeof expires === 'number')
  );
}

/** Whether it counts at `now` (milliseconds since the epoch). */
export const isCurrent = (end: number | undefined, now: number): boolean => end === undefined || now < end * 1000;
