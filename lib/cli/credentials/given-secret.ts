import { readFileSync } from 'node:fs';
import type { Wanted } from '../../credentials/make-credential.ts';
import { readSignatureKey } from '../../credentials/read-signature-key.ts';
import { UserError } from '../../errors.ts';
import { readStdin } from '../read-stdin.ts';
import type { SecretOptions } from './credentials-options.ts';

/** What the command line gives of a secret or a key. Secrets come from stdin only: other processes can read a command line. */
export async function givenSecret(options: SecretOptions): Promise<Pick<Wanted, 'secret' | 'key' | 'keyId'>> {
  const { stdin, publicKey, hmac, keyId } = options;
  if ([stdin, publicKey, hmac].filter((each) => each !== undefined).length > 1)
    throw new UserError(
      'INVALID_OPTION',
      '--stdin, --public-key and --hmac exclude each other, expected one: leave the others out',
    );
  const named = keyId === undefined ? {} : { keyId };
  if (stdin) return { secret: (await readStdin()).replace(/\r?\n$/, '') };
  if (hmac) return { ...named, key: { algorithm: 'hmac-sha256' } };
  return publicKey === undefined ? named : { ...named, key: readSignatureKey(await readText(publicKey), publicKey) };
}

async function readText(file: string): Promise<string> {
  if (file === '-') return readStdin();
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UserError(
      'INVALID_OPTION',
      `--public-key is "${file}", which cannot be read, expected a file: check its name`,
      {
        cause,
      },
    );
  }
}
