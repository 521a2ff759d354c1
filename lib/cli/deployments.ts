import { type Command, Option } from 'commander';
import type { PruneOptions, RollbackOptions, StatusOptions } from './deployments/deployment-options.ts';
import type { Finish } from './exit-code.ts';
import { documentOptions, parseCount, parseStage } from './options.ts';

export function addDeployments(program: Command, finish: Finish): void {
  documentOptions(stageOptions(program.command('status')))
    .description('say what a stage serves, and where file, template and stage differ')
    .argument('[file]', 'OpenAPI document that the stage should serve')
    .option('--json', 'print it as JSON', false)
    .option('--fail-on-drift', 'exit 1 where they differ', false)
    .addHelpText('after', STATUS_HELP)
    .action(async (file: string | undefined, options: StatusOptions) => {
      const { runStatus } = await import('./deployments/run-status.ts');
      finish(await runStatus(file, options));
    });
  stageOptions(program.command('rollback'))
    .description('let a stage serve the previous Deployment again, in seconds, without CloudFormation')
    .option('--to <deployment>', 'id of the Deployment to serve; default: the one before, but those left by a rollback')
    .addHelpText('after', ROLLBACK_HELP)
    .action(async (options: RollbackOptions) => {
      const { runRollback } = await import('./deployments/run-rollback.ts');
      finish(await runRollback(options));
    });
  stageOptions(program.command('prune'))
    .description('delete old Deployments and the Lambda versions that none of the kept ones names')
    .addOption(new Option('--keep <n>', 'how many Deployments stay, the newest').argParser(parseCount).default(10))
    .option('--dry-run', 'only say what would be deleted', false)
    .addHelpText('after', PRUNE_HELP)
    .action(async (options: PruneOptions) => {
      const { runPrune } = await import('./deployments/run-prune.ts');
      finish(await runPrune(options));
    });
}

const stageOptions = (command: Command): Command =>
  command
    .requiredOption('--stage <name>', 'the stage', parseStage)
    .option('--stack <name>', 'its CloudFormation stack; default: Gatewright-STAGE')
    .option('--api <id>', 'its REST API, where there is no stack to ask, such as the local one')
    .option('--region <region>', 'of the stage; default: as the AWS CLI has it')
    .option('--endpoint <url>', 'another API Gateway than AWS’s, such as the local one');

const STATUS_HELP = `
With a FILE, the overlay of the stage that lies beside it (gateway.prod.overlay.yaml) is applied first, as at synth.

Examples:
  $ gatewright status --stage prod openapi/gateway.yaml
  $ gatewright status --stage prod --json --fail-on-drift openapi/gateway.yaml`;

const ROLLBACK_HELP = `
The stage serves the earlier Deployment with the functions and their configuration of then. What stays as the last
deploy made it: throttles and logs of the stage, plans and keys, tables, roles, permissions, health checks.
CloudFormation does not hear of it: a deploy of the same template leaves the stage where it is, one of another switches it.

Examples:
  $ gatewright rollback --stage prod
  $ gatewright rollback --stage prod --to a1b2c3`;

const PRUNE_HELP = `
Stay: the newest Deployments, what a stage serves, what the template names, and every version that one of them names.

Example:
  $ gatewright prune --stage prod --keep 5 --dry-run`;
