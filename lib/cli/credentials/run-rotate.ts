import { rotateCredential } from '../../credentials/change-credentials.ts';
import { credentialStore } from '../../credentials/credential-store.ts';
import { accessGateway } from '../../keys/gateway-access.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { RotateOptions } from './credentials-options.ts';
import { givenSecret } from './given-secret.ts';
import { printMade } from './print-made.ts';

export async function runRotate(subject: string, options: RotateOptions): Promise<ExitCode> {
  const { scheme, overlap } = options;
  const given = await givenSecret(options);
  const store = credentialStore(await accessGateway(options));
  const until = new Date(Date.now() + overlap);
  const secret = await rotateCredential(store, {
    scheme,
    subject,
    ...given,
    until: Math.floor(until.getTime() / 1000),
  });
  printMade(
    secret,
    `${subject} has a new credential of scheme ${scheme}, the one before ends at ${until.toISOString()}`,
  );
  return EXIT.ok;
}
