import { accessGateway, type GatewayOptions } from '../../keys/gateway-access.ts';
import { syncKeys } from '../../keys/sync-keys.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printResult } from '../output.ts';

export async function runSync(options: GatewayOptions): Promise<ExitCode> {
  const { keys, repaired } = await syncKeys(await accessGateway(options), new Date());
  printResult(
    `${keys} API keys in the plans of the stage, ${repaired} of them were not in the table just so and are now`,
  );
  return EXIT.ok;
}
