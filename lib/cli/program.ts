import { Command } from 'commander';
import { addCache } from './cache.ts';
import { addCompile } from './compile.ts';
import { addCredentials } from './credentials.ts';
import { addDeployments } from './deployments.ts';
import { addDev } from './dev.ts';
import { addDiff } from './diff.ts';
import type { Finish } from './exit-code.ts';
import { addExplain } from './explain.ts';
import { addKeys } from './keys.ts';
import { packageInfo } from './package-info.ts';
import { addPlans } from './plans.ts';
import { addServe } from './serve.ts';
import { addToken } from './token.ts';
import { addTokens } from './tokens.ts';
import { addValidate } from './validate.ts';

const COMMANDS = [
  addDev,
  addServe,
  addValidate,
  addCompile,
  addDiff,
  addExplain,
  addDeployments,
  addKeys,
  addPlans,
  addCredentials,
  addTokens,
  addToken,
  addCache,
];

export function createProgram(finish: Finish): Command {
  const program = new Command('gatewright')
    .description('An OpenAPI file becomes a production API gateway on AWS, and runs the same on your machine.')
    .version(packageInfo().version, '-v, --version')
    .showHelpAfterError('(--help shows what is possible)')
    .exitOverride();
  for (const add of COMMANDS) add(program, finish);
  return program.addHelpText(
    'after',
    `
Example:
  $ gatewright dev openapi/gateway.yaml

Exit codes: 0 well, 1 problems in the document or its surroundings, 2 wrong command line, 70 a bug of gatewright.`,
  );
}
