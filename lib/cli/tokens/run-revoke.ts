import { parseToken } from '../../../lambdas/core/authorization/credentials/tokens/parse-token.ts';
import { type Revocation, revokeTokens } from '../../credentials/revoke-tokens.ts';
import { UserError } from '../../errors.ts';
import { accessGateway } from '../../keys/gateway-access.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printResult } from '../output.ts';
import { readStdin } from '../read-stdin.ts';
import type { RevokeTokensOptions } from './revoke-options.ts';

/** Seconds. Longer than tokens live: a day by default, and what a document allows more is seldom a month. */
const MONTH = 30 * 86_400;

/** Seconds by which clocks may differ (`clockSkew`). */
const SKEW = 120;

export async function runRevoke(options: RevokeTokensOptions): Promise<ExitCode> {
  const revocation = options.stdin ? ofToken(await readStdin(), options) : ofOptions(options);
  await revokeTokens(await accessGateway(options), revocation);
  const { what, issuer, until } = revocation;
  const whose = what.kind === 'token' ? 'the token counts' : `tokens that ${what.subject} was given so far count`;
  printResult(`${whose} no more within ten seconds, until ${new Date(until * 1000).toISOString()} (issuer ${issuer})`);
  return EXIT.ok;
}

/** The token is not verified: who may write to the table may end anybody's. */
function ofToken(text: string, { issuer, jti, subject, until }: RevokeTokensOptions): Revocation {
  if (issuer !== undefined || jti !== undefined || subject !== undefined)
    throw wrong('--stdin says all of the token, expected it alone: leave --issuer, --jti and --subject out');
  const parse = parseToken(text.trim());
  if (parse.kind === 'refused')
    throw wrong(`stdin holds no JWT (${parse.reason}), expected the token and nothing else`);
  const { iss, jti: id, exp } = parse.token.claims;
  if (typeof iss !== 'string' || typeof id !== 'string')
    throw wrong('the token has no iss or no jti, expected both: revoke all of its subject with --issuer and --subject');
  const end = typeof exp === 'number' ? Math.ceil(exp) + SKEW : inAMonth();
  return { issuer: iss, what: { kind: 'token', id }, until: until ? secondsOf(until) : end };
}

function ofOptions({ issuer, jti, subject, until }: RevokeTokensOptions): Revocation {
  if (issuer === undefined || (jti === undefined) === (subject === undefined))
    throw wrong('revoke takes --stdin, or --issuer with one of --jti and --subject: name one token or one subject');
  const what =
    jti === undefined
      ? // Also those of this very second.
        ({ kind: 'subject', subject: subject ?? '', before: Math.floor(Date.now() / 1000) + 1 } as const)
      : ({ kind: 'token', id: jti } as const);
  return { issuer, what, until: until ? secondsOf(until) : inAMonth() };
}

const inAMonth = (): number => Math.ceil(Date.now() / 1000) + MONTH;
const secondsOf = (date: Date): number => Math.ceil(date.getTime() / 1000);
const wrong = (message: string): UserError => new UserError('INVALID_OPTION', message);
