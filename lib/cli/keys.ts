import { type Command, InvalidArgumentError, Option } from 'commander';
import { readInstant } from '../read-instant.ts';
import type { Finish } from './exit-code.ts';
import type * as Options from './keys/keys-options.ts';
import { parseCount, parseUrl } from './options.ts';
import { parseDuration, parseInstant } from './parse-time.ts';

/** Each subcommand with what runs it, loaded when it is called: the AWS SDK takes a quarter of a second. */
export function addKeys(program: Command, finish: Finish): void {
  const keys = program
    .command('keys')
    .description('issue API keys of usage plans and look after them, in AWS or locally');
  gatewayOptions(keys.command('issue'))
    .description('make a key, put it into a plan and print it, this once')
    .option('--plan <name>', 'a usage plan of the document')
    .option('--consumer <name>', 'whose key it is', parseConsumer)
    .option('--issuer <issuer>', 'with --subject: who sends no key but a token of this issuer is counted by it')
    .option('--subject <subject>', 'of the token; nobody is told the key, for nobody needs it')
    .option('--others', 'whoever sends no key and has none is counted by it, in the plan marked default')
    .option('--expires <when>', 'a date, or how long from now: 90d, 12h; default: never', parseInstant)
    .option('--metadata <name=value>', 'kept with the key as a tag (repeatable)', gatherPairs, {})
    .option('--description <text>', 'kept with the key')
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', ISSUE_HELP)
    .action(async (options: Options.IssueOptions) =>
      finish(await (await import('./keys/run-issue.ts')).runIssue(options)),
    );
  gatewayOptions(keys.command('list'))
    .description('the keys of the stage, without their values')
    .option('--plan <name>', 'only of this plan')
    .option('--consumer <name>', 'only of this consumer')
    .option('--all', 'also keys that are in no plan of the stage')
    .addOption(formatOption('table', 'json', 'csv'))
    .action(async (options: Options.ListOptions) =>
      finish(await (await import('./keys/run-list.ts')).runList(options)),
    );
  gatewayOptions(keys.command('show <key>'))
    .description('all that is known of a key, by its id or its consumer; never its value')
    .addOption(formatOption('text', 'json'))
    .action(async (key: string, options: Options.ShowOptions) =>
      finish(await (await import('./keys/run-show.ts')).runShow(key, options)),
    );
  gatewayOptions(keys.command('usage [key]'))
    .description('what keys have used of their quotas, day by day')
    .option('--from <day>', 'first day, YYYY-MM-DD in UTC; default: 30 days ago', parseDay)
    .option('--to <day>', 'last day; default: today', parseDay)
    .addOption(formatOption('table', 'json', 'csv'))
    .action(async (key: string | undefined, options: Options.UsageOptions) =>
      finish(await (await import('./keys/run-usage.ts')).runUsage(key, options)),
    );
  addLifeCycle(keys, finish);
  addFiles(keys, finish);
}

function addLifeCycle(keys: Command, finish: Finish): void {
  gatewayOptions(keys.command('rotate [keys...]'))
    .description('issue a key in place of another one, which works on for the overlap')
    .requiredOption('--overlap <duration>', 'how long both work, at least 5m: 24h, 7d', parseDuration)
    .option('--plan <name>', 'every key of this plan that works, instead of named ones')
    .addOption(formatOption('text', 'json', 'csv'))
    .addHelpText('after', ROTATE_HELP)
    .action(async (ids: readonly string[], options: Options.RotateOptions) =>
      finish(await (await import('./keys/run-rotate.ts')).runRotate(ids, options)),
    );
  gatewayOptions(keys.command('revoke <keys...>'))
    .description('refuse keys from now on, for good')
    .option('--delete', 'and forget them')
    .action(async (ids: readonly string[], options: Options.RevokeOptions) =>
      finish(await (await import('./keys/run-switch.ts')).runRevoke(ids, options)),
    );
  for (const [name, isEnabled, description] of [
    ['enable', true, 'let keys work again'],
    ['disable', false, 'refuse keys until they are enabled again'],
  ] as const) {
    gatewayOptions(keys.command(`${name} <keys...>`))
      .description(description)
      .action(async (ids: readonly string[], options: Options.GatewayOptions) =>
        finish(await (await import('./keys/run-switch.ts')).runEnable(ids, isEnabled, options)),
      );
  }
  gatewayOptions(keys.command('move <key>'))
    .description('put a key into another plan; what it used there does not count here')
    .requiredOption('--plan <name>', 'the plan it goes to')
    .action(async (key: string, options: Options.MoveOptions) =>
      finish(await (await import('./keys/run-move.ts')).runMove(key, options)),
    );
  gatewayOptions(keys.command('grant <key>'))
    .description("add requests to a key's quota of this period")
    .requiredOption('--extra <requests>', 'how many', parseCount)
    .action(async (key: string, options: Options.GrantOptions) =>
      finish(await (await import('./keys/run-grant.ts')).runGrant(key, options)),
    );
}

function addFiles(keys: Command, finish: Finish): void {
  gatewayOptions(keys.command('import <file>'))
    .description("take keys with their values from API Gateway's CSV: Name, Key, Description, Enabled, UsagePlanIds")
    .option('--plan <name>', 'for lines that name no plan')
    .addHelpText(
      'after',
      '\nColumns of our own: Plan (a name), Expires (a date). Run again, it goes on where it stopped.',
    )
    .action(async (file: string, options: Options.ImportOptions) =>
      finish(await (await import('./keys/run-import.ts')).runImport(file, options)),
    );
  gatewayOptions(keys.command('export'))
    .description("write the stage's keys with their values as API Gateway's CSV")
    .requiredOption('--out <file>', 'readable by you alone; it holds secrets (- for stdout)')
    .option('--plan <name>', 'only of this plan')
    .action(async (options: Options.ExportOptions) =>
      finish(await (await import('./keys/run-export.ts')).runExport(options)),
    );
  gatewayOptions(keys.command('sync'))
    .description('let the table of keys know those that were made or changed elsewhere')
    .action(async (options: Options.GatewayOptions) =>
      finish(await (await import('./keys/run-sync.ts')).runSync(options)),
    );
}

export const gatewayOptions = (command: Command): Command =>
  command
    .option('--api <id or name>', 'the REST API; default: the only gateway of the account and Region')
    .option('--stage <name>', 'default: the only stage of the API')
    .option('--region <region>', 'default: as the AWS CLI has it')
    .option('--endpoint <url>', 'a local gateway, such as http://127.0.0.1:3000', parseUrl);

const formatOption = (...choices: readonly [string, ...string[]]): Option =>
  new Option('--format <format>').choices([...choices]).default(choices[0]);

function gatherPairs(value: string, earlier: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [, name, text] = /^([\w .:/=+@-]{1,128}?)=([\w .:/=+@-]{0,256})$/.exec(value) ?? [];
  if (name === undefined || text === undefined || /^(?:aws|gatewright):/i.test(name))
    throw new InvalidArgumentError('expected NAME=VALUE of letters, digits, blanks and . : / = + @ - _');
  return { ...earlier, [name]: text };
}

/** The value of a tag; it also stands between the quotes of access logs. */
function parseConsumer(value: string): string {
  if (!/^[\p{L}\p{N}\p{Z}.:/=+@_-]{1,256}$/u.test(value) || value.trim() !== value)
    throw new InvalidArgumentError('expected 1 to 256 letters, digits, blanks between them and . : / = + @ - _');
  return value;
}

function parseDay(value: string): string {
  if (value.length !== 10 || readInstant(value) === undefined)
    throw new InvalidArgumentError('expected a day such as 2026-11-29');
  return value;
}

const ISSUE_HELP = `
Examples:
  $ gatewright keys issue --plan team --consumer acme --expires 90d
  $ gatewright keys issue --plan team --consumer acme --issuer https://id.example.com --subject 1234
  $ gatewright keys issue --others`;

const ROTATE_HELP = `
The new key has the same consumer, plan, metadata and what is left of the quota. The old one ends after the overlap, by the
gateway's own clock. Interrupted, the same command goes on with the same new key; with --plan, keys whose predecessors
still work are left alone.

Examples:
  $ gatewright keys rotate acme --overlap 24h
  $ gatewright keys rotate --plan team --overlap 7d --format csv > new-keys.csv`;
