import type { Command } from 'commander';
import type { Finish } from './exit-code.ts';
import { backendOption } from './options.ts';
import type { ValidateOptions } from './validate/validate-options.ts';

export function addValidate(program: Command, finish: Finish): void {
  program
    .command('validate')
    .description('say what is wrong with OpenAPI documents')
    .argument('<files...>', 'OpenAPI 3.0 or 3.1 documents, YAML or JSON')
    .addOption(backendOption())
    .addHelpText('after', HELP)
    .action(async (files: readonly string[], options: ValidateOptions) => {
      const { runValidate } = await import('./validate/run-validate.ts');
      finish(await runValidate(files, options));
    });
}

const HELP = `
Prints a line for each problem, file:line:column severity rule: message; exits 1 if any is an error.

Example:
  $ gatewright validate openapi/gateway.yaml
  $ gatewright validate petstore.json --backend http://127.0.0.1:8080`;
