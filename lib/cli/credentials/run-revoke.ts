import { revokeCredentials } from '../../credentials/change-credentials.ts';
import { credentialStore } from '../../credentials/credential-store.ts';
import { accessGateway } from '../../keys/gateway-access.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printResult } from '../output.ts';
import type { SchemeOptions } from './credentials-options.ts';

export async function runRevoke(subject: string, options: SchemeOptions): Promise<ExitCode> {
  const count = await revokeCredentials(credentialStore(await accessGateway(options)), options.scheme, subject);
  const what = count === 1 ? 'its credential is' : `${count} credentials are`;
  printResult(`${subject} is let in by scheme ${options.scheme} no more: ${what} gone`);
  return EXIT.ok;
}
