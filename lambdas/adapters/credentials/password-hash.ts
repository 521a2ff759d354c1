import type { PasswordHash } from '../../core/authorization/credentials/credential-record.ts';
import { nodeCrypto } from '../node-crypto.ts';

type Cost = Pick<PasswordHash, 'cost' | 'blockSize' | 'parallelization'>;

/** OWASP's Password Storage Cheat Sheet, the choice of 16 MB: a Lambda of 512 MB must hold it beside all else. */
const current: Cost = { cost: 2 ** 14, blockSize: 8, parallelization: 5 };

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = nodeCrypto().randomBytes(16).toString('base64url');
  return { salt, hash: (await derive(password, salt, current)).toString('base64url'), ...current };
}

/** In a time that does not depend on how much of it is right. */
export async function isPassword(password: string, known: PasswordHash): Promise<boolean> {
  const derived = await derive(password, known.salt, known);
  const expected = Buffer.from(known.hash, 'base64url');
  const { timingSafeEqual } = nodeCrypto();
  return derived.length === expected.length && timingSafeEqual(derived, expected);
}

/** As long as `isPassword` takes, for a user that there is not. */
export async function spendPassword(password: string): Promise<void> {
  await derive(password, '', current);
}

function derive(password: string, salt: string, { cost, blockSize, parallelization }: Cost): Promise<Buffer> {
  const { scrypt } = nodeCrypto();
  const options = { N: cost, r: blockSize, p: parallelization, maxmem: 256 * cost * blockSize };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), Buffer.from(salt, 'base64url'), 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
