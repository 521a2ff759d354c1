import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { UserError } from '../errors.ts';
import { makeFolder, unwritable } from '../make-folder.ts';

export interface IssuerKey {
  /** RFC 7638 thumbprint: the same key keeps its name. */
  readonly kid: string;
  readonly algorithm: 'ES256';
  readonly privateKey: CryptoKey;
  /** As published in the key set. */
  readonly publicJwk: JWK;
}

/**
 * The key kept in `<stateDir>/issuer.json`, made at the first use (mode 0600), so that tokens survive a restart. A file
 * that cannot be read as one is left as it is: `STATE_CORRUPT`.
 */
export async function readIssuerKey(stateDir: string): Promise<IssuerKey> {
  const file = join(stateDir, 'issuer.json');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw unreadable(file, error);
  });
  if (text === undefined) return makeKey(stateDir, file);
  try {
    return await importKey(JSON.parse(text).privateKey);
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

async function makeKey(stateDir: string, file: string): Promise<IssuerKey> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const privateKey = await exportJWK(pair.privateKey);
  const advice = 'name another folder with --state-dir';
  makeFolder(stateDir, { advice, mode: 0o700 });
  // Written beside and renamed: a crash leaves no half file, which the next start would have to refuse.
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(draft, `${JSON.stringify({ version: 1, privateKey }, undefined, 2)}\n`, {
      mode: 0o600,
      flag: 'wx',
    });
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true });
    throw unwritable(stateDir, advice, cause);
  }
  return importKey(privateKey);
}

async function importKey(jwk: JWK): Promise<IssuerKey> {
  const privateKey = await importJWK(jwk, 'ES256');
  if (privateKey instanceof Uint8Array || privateKey.type !== 'private') throw new Error('it holds no private key');
  const { kty, crv, x, y } = jwk;
  const kid = await calculateJwkThumbprint(jwk);
  const publicJwk = { kty, crv, x, y, kid, alg: 'ES256', use: 'sig' } as JWK;
  return { kid, algorithm: 'ES256', privateKey, publicJwk };
}

function unreadable(file: string, cause: unknown): UserError {
  const found = cause instanceof Error ? cause.message : String(cause);
  return new UserError(
    'STATE_CORRUPT',
    `the local issuer's key file ${file} cannot be read: ${found}; expected the ES256 key that Gatewright wrote there; ` +
      'restore the file, or delete it to have a new key made (tokens issued so far will then be refused)',
    { cause },
  );
}
