import type { Command } from 'commander';
import type { PurgeOptions, TableOptions } from './cache/cache-options.ts';
import type { Finish } from './exit-code.ts';
import { parseUrl } from './options.ts';

export function addCache(program: Command, finish: Finish): void {
  const cache = program.command('cache').description('take stored responses out of a cache, and say what it holds');
  tableOptions(cache.command('purge'))
    .description('stored responses no longer answer: those of an operation, a path, a tag, or all')
    .option('--operation <id>', 'an operation of the document')
    .option('--path <path>', 'as clients ask for it, without query; one that ends in * means all that begin so')
    .option('--tag <tag>', 'a tag of the document (`cache.tags`), variables filled in')
    .option('--all', 'everything')
    .addHelpText('after', PURGE_HELP)
    .action(async (options: PurgeOptions) => {
      const { runPurge } = await import('./cache/run-purge.ts');
      finish(await runPurge(options));
    });
  tableOptions(cache.command('stats'))
    .description('how much the table holds, and what was purged')
    .action(async (options: TableOptions) => {
      const { runStats } = await import('./cache/run-stats.ts');
      finish(await runStats(options));
    });
}

const tableOptions = (command: Command): Command =>
  command
    .requiredOption('--table <name>', 'the cache table: output CacheTable of the stack')
    .option('--region <region>', 'of the table; default: as the AWS CLI has it')
    .option('--endpoint <url>', 'another DynamoDB than AWS’s, such as the local one, as `dev` prints it', parseUrl);

const PURGE_HELP = `
Two writes at most, whatever is stored: each router looks every five seconds (at a tag every second) since when
responses count. Nothing is deleted; what is purged is asked for anew, and its row goes with its age.

Examples:
  $ gatewright cache purge --table prod-cache --operation getBlueprint
  $ gatewright cache purge --table prod-cache --path '/blueprints/*'
  $ gatewright cache purge --table prod-cache --tag blueprint-42`;
