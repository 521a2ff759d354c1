import type { Command } from 'commander';
import type { Finish } from './exit-code.ts';

export function addValidate(program: Command, finish: Finish): void {
  program
    .command('validate')
    .description('say what is wrong with OpenAPI documents')
    .argument('<files...>', 'OpenAPI 3.0 or 3.1 documents, YAML or JSON')
    .addHelpText('after', HELP)
    .action(async (files: readonly string[]) => {
      const { runValidate } = await import('./validate/run-validate.ts');
      finish(await runValidate(files));
    });
}

const HELP = `
Prints a line for each problem, file:line:column severity rule: message; exits 1 if any is an error.

Example:
  $ gatewright validate openapi/gateway.yaml`;
