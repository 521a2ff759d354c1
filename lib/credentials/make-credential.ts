import { randomBytes } from 'node:crypto';
import { hashPassword } from '../../lambdas/adapters/credentials/password-hash.ts';
import {
  type CredentialRecord,
  credentialRow,
  type SignatureKey,
} from '../../lambdas/core/authorization/credentials/credential-record.ts';
import { UserError } from '../errors.ts';
import { type CredentialKind, sha256 } from './holder.ts';

/** What a credential is to be. */
export interface Wanted extends Pick<CredentialRecord, 'subject' | 'scopes' | 'expires'> {
  readonly scheme: string;
  readonly kind: CredentialKind;
  /** Instead of one made here; never stored. */
  readonly secret?: string;
  /** Of `signature`: what the partner names its key. */
  readonly keyId?: string;
  readonly key?: SignatureKey;
}

export interface MadeCredential {
  readonly row: string;
  readonly record: CredentialRecord;
  /** What its holder must be told, this once; `undefined`: it was given, or there is none. */
  readonly secret: string | undefined;
}

/** Characters of a secret that was chosen elsewhere: what is shorter can be guessed. */
const shortest = 16;

export async function makeCredential(wanted: Wanted): Promise<MadeCredential> {
  const { scheme, kind, subject, scopes, expires, keyId = subject, key } = wanted;
  const common = { subject, scopes, ...(expires !== undefined && { expires }) };
  if (kind === 'signature') {
    const shared = key?.algorithm === 'hmac-sha256' ? randomBytes(32).toString('base64') : undefined;
    return { row: credentialRow(scheme, sha256(keyId)), record: { ...common, ...(key && { key }) }, secret: shared };
  }
  const secret = wanted.secret ?? randomBytes(32).toString('base64url');
  if (secret.length < shortest || secret.length > 256 || /[\p{Cc}]/u.test(secret))
    throw new UserError(
      'INVALID_OPTION',
      `the secret has ${secret.length} characters, expected ${shortest} to 256 without control characters: choose another, or leave it out and one is made`,
    );
  const passwords = kind === 'basic' && { passwords: [await hashPassword(secret)] };
  return {
    row: credentialRow(scheme, sha256(kind === 'basic' ? subject : secret)),
    record: { ...common, ...passwords },
    secret: wanted.secret === undefined ? secret : undefined,
  };
}
