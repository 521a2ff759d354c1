import { findApiKey } from '../../keys/api-keys.ts';
import { accessGateway } from '../../keys/gateway-access.ts';
import { disableKey, enableKey, revokeKey } from '../../keys/switch-key.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printResult } from '../output.ts';
import type { GatewayOptions, RevokeOptions } from './keys-options.ts';

export async function runEnable(
  wanted: readonly string[],
  isEnabled: boolean,
  options: GatewayOptions,
): Promise<ExitCode> {
  const access = await accessGateway(options);
  for (const one of wanted) {
    const key = await findApiKey(access, one);
    await (isEnabled ? enableKey(access, key, new Date()) : disableKey(access, key));
    printResult(`${isEnabled ? 'enabled' : 'disabled'} API key ${key.id} of ${key.consumer}`);
  }
  return EXIT.ok;
}

export async function runRevoke(wanted: readonly string[], options: RevokeOptions): Promise<ExitCode> {
  const access = await accessGateway(options);
  for (const one of wanted) {
    const key = await findApiKey(access, one);
    await revokeKey(access, key, new Date(), options.delete === true);
    printResult(`revoked ${options.delete ? 'and deleted ' : ''}API key ${key.id} of ${key.consumer}`);
  }
  return EXIT.ok;
}
