import type { Credential } from '../../core/authorization/credential.ts';
import {
  type CredentialRecord,
  credentialRow,
  isCurrent,
  readCredentialRecord,
} from '../../core/authorization/credentials/credential-record.ts';
import { sha256 } from './sha256.ts';
import type { StateRows } from './state-rows.ts';

/** The row of a credential, by what names it. */
export async function readCredential(
  rows: StateRows,
  scheme: string,
  named: string,
): Promise<CredentialRecord | undefined> {
  const item = await rows.read(credentialRow(scheme, sha256(named)));
  return readCredentialRecord(item?.record && 'S' in item.record ? item.record.S : undefined);
}

/** The identity that a row gives to whoever has proved to hold its credential. */
export function credentialOf(scheme: string, record: CredentialRecord | undefined, now: number): Credential {
  if (record === undefined) return { kind: 'refused', reason: 'credential-unknown' };
  const { subject, scopes, expires } = record;
  if (!isCurrent(expires, now)) return { kind: 'refused', reason: 'expired' };
  const end = expires === undefined ? {} : { expiresAt: expires * 1000 };
  return { kind: 'verified', identity: { issuer: scheme, subject, scopes, claims: { sub: subject }, ...end } };
}
