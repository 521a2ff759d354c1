import type { Command } from 'commander';
import type { Finish } from './exit-code.ts';
import { gatewayOptions } from './keys.ts';
import { parseInstant } from './parse-time.ts';
import type { RevokeTokensOptions } from './tokens/revoke-options.ts';

export function addTokens(program: Command, finish: Finish): void {
  const tokens = program.command('tokens').description('end tokens before their time, in AWS or locally');
  gatewayOptions(tokens.command('revoke'))
    .description('a token, or all that a subject was given so far, counts no more within ten seconds')
    .option('--stdin', 'the token itself comes from stdin, and says all else')
    .option('--issuer <iss>', 'who issued it, as in the token')
    .option('--jti <id>', 'the token’s id; of a certificate, its serial number')
    .option('--subject <sub>', 'whose tokens end, those issued later count')
    .option(
      '--until <when>',
      'when the last of them ends by itself, a date or 30d; default: the token’s end, or 30d',
      parseInstant,
    )
    .addHelpText('after', HELP)
    .action(async (options: RevokeTokensOptions) =>
      finish(await (await import('./tokens/run-revoke.ts')).runRevoke(options)),
    );
}

const HELP = `
Where API Gateway keeps the authorizer's answers (cacheTtl), a request may pass for as long again.

Examples:
  $ gatewright tokens revoke --stdin < stolen-token
  $ gatewright tokens revoke --issuer https://id.example.com --subject user-42`;
