import { type Command, Option } from 'commander';
import type { Finish } from './exit-code.ts';
import { documentOptions } from './options.ts';
import { FORMAT_NAMES, SEVERITIES, type ValidateOptions } from './validate/validate-options.ts';

export function addValidate(program: Command, finish: Finish): void {
  documentOptions(
    program
      .command('validate')
      .description('say what is wrong with OpenAPI documents')
      .argument('<files...>', 'OpenAPI 3 or Swagger 2.0 documents, YAML or JSON; - reads one from stdin'),
  )
    .addOption(new Option('--format <format>', 'how to print problems').choices(FORMAT_NAMES).default('text'))
    .addOption(
      new Option('--max-severity <severity>', 'the worst severity that still exits 0')
        .choices(SEVERITIES)
        .default('warning'),
    )
    .option('--all', 'text: show every problem of a rule, not just the first five in a document', false)
    .addHelpText('after', HELP)
    .action(async (files: readonly string[], options: ValidateOptions) => {
      const { runValidate } = await import('./validate/run-validate.ts');
      finish(await runValidate(files, options));
    });
}

const HELP = `
Prints a line for each problem, file:line:column severity rule: message. Exits 1 if any is an error, or worse than
--max-severity says; a document that cannot be read exits 1 always. \`gatewright explain RULE\` says more of a rule.

Examples:
  $ gatewright validate openapi/gateway.yaml
  $ gatewright validate petstore.json --backend http://127.0.0.1:8080
  $ gatewright validate petstore.json --overlay prod.overlay.yaml
  $ gatewright validate openapi/*.yaml --format github --max-severity info`;
