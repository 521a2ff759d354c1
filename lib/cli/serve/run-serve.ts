import { startLocalGateway } from '../../local/index.ts';
import { growSlowly } from '../grow-slowly.ts';
import { printNote, printResult } from '../output.ts';
import { secondsSinceStart } from '../seconds-since-start.ts';
import { spareMemory } from '../spare-memory.ts';
import { untilStopped } from '../until-stopped.ts';
import { openAccessLog } from './open-access-log.ts';
import type { ServeOptions } from './serve-options.ts';

export async function runServe(options: ServeOptions): Promise<void> {
  spareMemory();
  const log = options.accessLog === undefined ? undefined : openAccessLog(options.accessLog);
  const gateway = await startLocalGateway({
    assembly: options.assembly,
    port: options.port,
    stateDir: options.stateDir,
    secretsFile: options.secrets,
    behaviour: options.behaviour,
    ...(log !== undefined && { onAccess: log.write }),
    environment: Object.keys(options.endpoint).length > 0 ? { ENDPOINT_URLS: JSON.stringify(options.endpoint) } : {},
    onLog: printNote,
  });
  growSlowly();
  try {
    for (const api of gateway.apis) printResult(`${api.name}, stage ${api.stage}: ${api.url}`);
    for (const { api, stage, url } of gateway.domains)
      printResult(`${api}, ${stage === undefined ? 'stage named in the path' : `stage ${stage}`}: ${url}`);
    printResult(`${gateway.apis[0]?.name} is served on ${gateway.url}`);
    const plans = gateway.plans.toSorted((a, b) => a.name.localeCompare(b.name));
    for (const { id, name } of plans) printResult(`usage plan ${name}: ${id}`);
    printNote(`ready after ${secondsSinceStart()} s; Ctrl-C stops`);
    await untilStopped();
    printNote('closing …');
  } finally {
    await gateway.close();
    log?.close();
  }
}
