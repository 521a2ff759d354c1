import { accessGateway, type GatewayOptions } from '../../keys/gateway-access.ts';
import { syncKeys } from '../../keys/sync-keys.ts';
import { countOf } from '../count-of.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printResult } from '../output.ts';

export async function runSync(options: GatewayOptions): Promise<ExitCode> {
  const { keys, repaired } = await syncKeys(await accessGateway(options), new Date());
  printResult(`${countOf(keys, 'API key')} in the plans of the stage, put right in the table: ${repaired}`);
  return EXIT.ok;
}
