import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { addCompile } from './compile.ts';
import { addDev } from './dev.ts';
import type { Finish } from './exit-code.ts';
import { addServe } from './serve.ts';
import { addValidate } from './validate.ts';

const COMMANDS = [addDev, addServe, addValidate, addCompile];

export function createProgram(finish: Finish): Command {
  const program = new Command('gatewright')
    .description('An OpenAPI file becomes a production API gateway on AWS, and runs the same on your machine.')
    .version(packageVersion(), '-v, --version')
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

/** The nearest package.json above is ours, both in the sources and in the published `dist`. */
function packageVersion(): string {
  for (const up of ['../../package.json', '../../../package.json']) {
    try {
      const { version }: { version: string } = JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8'));
      return version;
    } catch {}
  }
  return 'unknown';
}
