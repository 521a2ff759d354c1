import { addCredential } from '../../credentials/change-credentials.ts';
import { credentialStore } from '../../credentials/credential-store.ts';
import { UserError } from '../../errors.ts';
import { accessGateway } from '../../keys/gateway-access.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { AddOptions } from './credentials-options.ts';
import { givenSecret } from './given-secret.ts';
import { printMade } from './print-made.ts';

export async function runAdd(subject: string, options: AddOptions): Promise<ExitCode> {
  const { scheme, kind, scope: scopes, expires } = options;
  const given = await givenSecret(options);
  if ((kind === 'signature') !== (given.key !== undefined)) {
    const expected = kind === 'signature' ? '--public-key or --hmac' : 'neither --public-key nor --hmac';
    throw new UserError('INVALID_OPTION', `a credential of kind ${kind} takes ${expected}: see --help`);
  }
  const store = credentialStore(await accessGateway(options));
  const end = expires && { expires: Math.floor(expires.getTime() / 1000) };
  const secret = await addCredential(store, { scheme, kind, subject, scopes, ...given, ...end });
  printMade(secret, `${subject} is let in by scheme ${scheme}`);
  return EXIT.ok;
}
