import { type Command, InvalidArgumentError, Option } from 'commander';
import type * as Options from './credentials/credentials-options.ts';
import type { Finish } from './exit-code.ts';
import { gatewayOptions } from './keys.ts';
import { parseDuration, parseInstant } from './parse-time.ts';

export function addCredentials(program: Command, finish: Finish): void {
  const credentials = program
    .command('credentials')
    .description('passwords, keys and signing keys of a document’s own schemes, in AWS or locally');
  schemeOptions(credentials.command('add <subject>'))
    .description('let somebody in; a secret that is made here is printed, this once')
    .addOption(
      new Option('--kind <kind>', 'of the scheme').choices(['basic', 'key', 'signature']).makeOptionMandatory(),
    )
    .option('--scope <scope>', 'that it grants (repeatable)', gather, [])
    .option('--expires <when>', 'a date, or how long from now: 90d, 12h; default: never', parseInstant)
    .action(async (subject: string, options: Options.AddOptions) =>
      finish(await (await import('./credentials/run-add.ts')).runAdd(subject, options)),
    );
  schemeOptions(credentials.command('rotate <subject>'))
    .description('a new secret in place of the one before, which works on for the overlap')
    .requiredOption('--overlap <duration>', 'how long both work: 0s, 24h, 7d', parseDuration)
    .action(async (subject: string, options: Options.RotateOptions) =>
      finish(await (await import('./credentials/run-rotate.ts')).runRotate(subject, options)),
    );
  gatewayOptions(credentials.command('revoke <subject>'))
    .description('let somebody in no more, from the next request on')
    .requiredOption('--scheme <name>', 'of the document')
    .action(async (subject: string, options: Options.SchemeOptions) =>
      finish(await (await import('./credentials/run-revoke.ts')).runRevoke(subject, options)),
    );
  gatewayOptions(credentials.command('list'))
    .description('who is let in, by which scheme, until when; no secret')
    .option('--scheme <name>', 'only of this one')
    .addOption(new Option('--format <format>').choices(['table', 'json']).default('table'))
    .action(async (options: Options.ListOptions) =>
      finish(await (await import('./credentials/run-list.ts')).runList(options)),
    );
  credentials.addHelpText('after', HELP);
}

const schemeOptions = (command: Command): Command =>
  gatewayOptions(command)
    .requiredOption('--scheme <name>', 'of the document')
    .option('--stdin', 'the secret comes from stdin, at least 16 characters, instead of being made')
    .option('--public-key <file>', 'of a partner that signs: PEM or JWK (- for stdin)')
    .option('--hmac', 'the partner signs with a shared key, which is made and belongs into the scheme’s secret')
    .option('--key-id <id>', 'what the partner names its key; default: the subject', parseKeyId);

const gather = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value];

function parseKeyId(value: string): string {
  if (!/^[\x20-\x7e]{1,256}$/.test(value)) throw new InvalidArgumentError('expected at most 256 printable characters');
  return value;
}

const HELP = `
No secret is stored or logged: the table holds hashes and public keys.

Examples:
  $ gatewright credentials add ann --scheme staff --kind basic
  $ gatewright credentials add acme --scheme partnerKey --kind key --scope orders:read --expires 365d
  $ gatewright credentials add acme --scheme signed --kind signature --public-key acme.pem --key-id acme-2026
  $ gatewright credentials rotate acme --scheme partnerKey --overlap 7d`;
