import { type Command, InvalidArgumentError } from 'commander';
import type { Finish } from './exit-code.ts';
import { overlayOption } from './options.ts';
import { parseDuration } from './parse-time.ts';
import type { TokenOptions } from './token/token-options.ts';

export function addToken(program: Command, finish: Finish): void {
  program
    .command('token')
    .description('sign a token that `dev` and `start` take on this machine, offline; no other gateway does')
    .argument('[file]', 'the document, whose issuer and audience it names', 'openapi/gateway.yaml')
    .addOption(overlayOption())
    .option('--scope <scope>', 'that it grants (repeatable); default: none', gather, [])
    .option('--scheme <name>', 'of the document; default: the first that takes tokens')
    .option('--subject <sub>', 'whom it names', 'local-developer')
    .option(
      '--claim <name=value>',
      'that it makes, as JSON or text, such as tenant=acme (repeatable)',
      gatherClaims,
      {},
    )
    .option('--lifetime <duration>', 'how long it counts: 5m, 12h', parseDuration, 3_600_000)
    .option('--state-dir <dir>', 'folder of the local issuer’s key, as `dev` has it', '.gatewright')
    .addHelpText('after', HELP)
    .action(async (file: string, options: TokenOptions) =>
      finish(await (await import('./token/run-token.ts')).runToken(file, options)),
    );
}

const gather = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value];

const OWN = /^(?:iss|aud|sub|client_id|scope|iat|exp|jti)$/;

function gatherClaims(value: string, earlier: TokenOptions['claim']): TokenOptions['claim'] {
  const end = value.indexOf('=');
  if (end < 1) throw new InvalidArgumentError('expected NAME=VALUE');
  if (OWN.test(value.slice(0, end)))
    throw new InvalidArgumentError('these have options of their own, or come from the document');
  return { ...earlier, [value.slice(0, end)]: parsed(value.slice(end + 1)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const HELP = `
Example:
  $ curl -H "authorization: Bearer $(gatewright token --scope blueprints:read)" http://127.0.0.1:3000/blueprints/1`;
