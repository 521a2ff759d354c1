import type { Command } from 'commander';
import type { DevOptions } from './dev/dev-options.ts';
import type { Finish } from './exit-code.ts';
import {
  allowUrlOption,
  backendOption,
  endpointOption,
  overlayOption,
  parsePort,
  parseStage,
  resourceQuotaOption,
  secretsOption,
} from './options.ts';

export function addDev(program: Command, finish: Finish): void {
  program
    .command('dev')
    .description('serve the gateway of an OpenAPI document on this machine, and each of its edits')
    .argument('<file>', 'OpenAPI 3 or Swagger 2.0 document, YAML or JSON')
    .addOption(overlayOption())
    .addOption(backendOption())
    .addOption(allowUrlOption())
    .addOption(resourceQuotaOption())
    .option('--port <n>', 'port on 127.0.0.1; 0 takes a free one', parsePort, 3000)
    .addOption(endpointOption('server that answers for the URLs beginning with FROM, a target or an issuer'))
    .option('--stage <name>', 'stage to serve', parseStage, 'dev')
    .option('--state-dir <dir>', 'folder of keys, usage, stored responses', '.gatewright')
    .addOption(secretsOption())
    .option(
      '--client-certificate <file>',
      'PEM that callers of mutualTLS are taken to have shown; default: one of ours',
    )
    .option('--samples <module>', 'module that plays the targets: its default export starts servers (see examples/)')
    .addHelpText('after', HELP)
    .action(async (file: string, options: DevOptions) => {
      const { runDev } = await import('./dev/run-dev.ts');
      finish(await runDev(file, options));
    });
}

const HELP = `
Ctrl-C lets requests in flight finish, closes everything and exits 0; a second one does not wait (130).

Examples:
  $ gatewright dev openapi/gateway.yaml
  $ gatewright dev openapi/gateway.yaml --overlay openapi/dev.overlay.yaml
  $ gatewright dev petstore.json --backend http://127.0.0.1:8080 --port 0
  $ gatewright dev openapi/gateway.yaml --endpoint https://id.example.com=http://127.0.0.1:9000`;
