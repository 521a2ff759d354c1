import { startLocalGateway } from '../../local/index.ts';
import { printNote, printResult } from '../output.ts';
import type { ServeOptions } from '../serve.ts';
import { untilStopped } from '../until-stopped.ts';

export async function runServe(options: ServeOptions): Promise<void> {
  const gateway = await startLocalGateway({
    assembly: options.assembly,
    port: options.port,
    stateDir: options.stateDir,
    environment: { ENDPOINT_URLS: JSON.stringify(options.endpoint) },
    onLog: printNote,
  });
  for (const api of gateway.apis) printResult(`${api.name} (stage ${api.stage}): ${api.url}`);
  printNote('Ctrl-C stops it');
  await untilStopped();
  printNote('closing …');
  await gateway.close();
}
