import type { Command } from 'commander';
import type { Finish } from './exit-code.ts';
import { gatewayOptions } from './keys.ts';
import { allowUrlOption, overlayOption } from './options.ts';
import type { PlansOptions, PrunePlansOptions } from './plans/plans-options.ts';

export function addPlans(program: Command, finish: Finish): void {
  const plans = program
    .command('plans')
    .description('the usage plans of a stage, those included that left the document');
  documentOptions(plans.command('list <file>'))
    .description('each plan with its keys, and whether the document still has it')
    .action(async (file: string, options: PlansOptions) =>
      finish(await (await import('./plans/run-list-plans.ts')).runListPlans(file, options)),
    );
  documentOptions(plans.command('prune <file>'))
    .description('delete plans that left the document')
    .option('--with-keys', 'also those that have keys; the keys stay, in no plan')
    .addHelpText('after', '\nExample:\n  $ gatewright plans prune openapi/gateway.yaml --stage prod')
    .action(async (file: string, options: PrunePlansOptions) =>
      finish(await (await import('./plans/run-prune-plans.ts')).runPrunePlans(file, options)),
    );
}

const documentOptions = (command: Command): Command =>
  gatewayOptions(command).addOption(overlayOption()).addOption(allowUrlOption());
