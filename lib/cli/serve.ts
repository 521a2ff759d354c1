import type { Command } from 'commander';
import { EXIT, type Finish } from './exit-code.ts';
import { behaviourOption, endpointOption, parsePort, secretsOption } from './options.ts';
import type { ServeOptions } from './serve/serve-options.ts';

export function addServe(program: Command, finish: Finish): void {
  program
    .command('serve')
    .description('serve a synthesized CDK assembly on this machine: the REST APIs of any CDK app, ours or not')
    .requiredOption('--assembly <dir>', 'cloud assembly, as `cdk synth` writes it')
    .option('--port <n>', 'port on 127.0.0.1; 0 takes a free one', parsePort, 3000)
    .addOption(endpointOption('for a gatewright assembly: server that answers for the URLs beginning with FROM'))
    .option('--state-dir <dir>', 'folder of keys, usage, tables', '.gatewright')
    .addOption(secretsOption())
    .addOption(behaviourOption())
    .option('--access-log <file>', "where the lines of stages' access logs go; - is stdout")
    .addHelpText('after', HELP)
    .action(async (options: ServeOptions) => {
      const { runServe } = await import('./serve/run-serve.ts');
      await runServe(options);
      finish(EXIT.ok);
    });
}

const HELP = `
Ctrl-C lets requests in flight finish, closes everything and exits 0; a second one does not wait (130).

Example:
  $ cdk synth --quiet && gatewright serve --assembly cdk.out`;
