/** The gateway as a process of its own: the document's assembly in the local runtime. Tells its URL, and its memory when asked. */
import { join } from 'node:path';
import { compile, parseDocument } from '../../lib/compiler/index.ts';
import { synthesize } from '../../lib/constructs/synthesize.ts';
import { startLocalGateway } from '../../lib/local/index.ts';
import { SECRETS } from './secrets.ts';

const [, , folder = '', document = '', environment = '{}'] = process.argv;
const { model, problems } = compile(parseDocument('faults.yaml', document), {});
if (model === undefined) throw new Error(JSON.stringify(problems));
const gateway = await startLocalGateway({
  assembly: synthesize({ model, outdir: join(folder, 'cdk.out'), stageName: 'faults' }),
  port: 0,
  stateDir: join(folder, 'state'),
  secretsFile: join(folder, SECRETS),
  environment: JSON.parse(environment),
  onLog: (line) => {
    const [, json] = /^\S+: (\{.*)$/.exec(line) ?? [];
    if (json !== undefined) process.send?.({ log: json });
  },
});
process.on('message', () => process.send?.({ rss: process.memoryUsage.rss() }));
process.on('disconnect', () => process.exit());
process.send?.({ url: gateway.url });
