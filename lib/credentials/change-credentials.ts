import { UserError } from '../errors.ts';
import type { CredentialStore } from './credential-store.ts';
import { type Holder, holderRow } from './holder.ts';
import { makeCredential, type Wanted } from './make-credential.ts';

/** Resolves to the secret to be shown, if one was made. What is interrupted may be done again. */
export async function addCredential(store: CredentialStore, wanted: Wanted): Promise<string | undefined> {
  const row = holderRow(wanted.scheme, wanted.subject);
  const before = await store.holder(row);
  if (before !== undefined) {
    const found = `scheme "${wanted.scheme}" has a credential of "${wanted.subject}" already, expected none`;
    throw new UserError('CREDENTIAL_EXISTS', `${found}: rotate it, or revoke it first`);
  }
  const made = await makeCredential(wanted);
  // First, for a credential that no holder names could not be revoked.
  await store.putHolder(row, { kind: wanted.kind, rows: [made.row] }, undefined);
  await store.putRecord(made.row, made.record);
  return made.secret;
}

export interface Rotation extends Pick<Wanted, 'scheme' | 'subject' | 'secret' | 'keyId' | 'key'> {
  /** Seconds since the epoch until which the old credential counts beside the new one. */
  readonly until: number;
}

/** Scopes and end stay as they are. */
export async function rotateCredential(store: CredentialStore, rotation: Rotation): Promise<string | undefined> {
  const { scheme, subject, until } = rotation;
  const row = holderRow(scheme, subject);
  const holder = await expectHolder(store, scheme, subject);
  const { current, old } = await currentOf(store, holder, rotation);
  const { scopes, expires, passwords: [password] = [] } = old;
  const made = await makeCredential({
    ...rotation,
    kind: holder.kind,
    scopes,
    ...(expires !== undefined && { expires }),
  });
  if (made.row === current && holder.kind !== 'basic')
    throw new UserError(
      'INVALID_OPTION',
      'the new credential is named as the old one, expected another: give another secret or --key-id',
    );
  const passwords = password && made.record.passwords && [...made.record.passwords, { ...password, until }];
  const rows = [...holder.rows.filter((each) => each !== made.row), made.row];
  await store.putHolder(row, { ...holder, rows }, holder);
  await store.putRecord(made.row, { ...made.record, ...(passwords && { passwords }) });
  if (made.row !== current) await store.putRecord(current, { ...old, expires: Math.min(expires ?? until, until) });
  return made.secret;
}

/** All of a subject's, at once. */
export async function revokeCredentials(store: CredentialStore, scheme: string, subject: string): Promise<number> {
  const { rows } = await expectHolder(store, scheme, subject);
  for (const each of rows) await store.remove(each);
  await store.remove(holderRow(scheme, subject));
  return rows.length;
}

/** The last one that is there: a rotation that was interrupted has named another one already. */
async function currentOf(store: CredentialStore, { rows }: Holder, { scheme, subject }: Rotation) {
  for (const current of rows.toReversed()) {
    const old = await store.record(current);
    if (old !== undefined) return { current, old };
  }
  throw notThere(scheme, subject);
}

async function expectHolder(store: CredentialStore, scheme: string, subject: string): Promise<Holder> {
  const holder = await store.holder(holderRow(scheme, subject));
  if (holder === undefined) throw notThere(scheme, subject);
  return holder;
}

const notThere = (scheme: string, subject: string): UserError =>
  new UserError(
    'CREDENTIAL_NOT_FOUND',
    `scheme "${scheme}" has no credential of "${subject}", expected one: check both names, or add it`,
  );
