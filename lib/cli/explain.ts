import type { Command } from 'commander';
import type { Finish } from './exit-code.ts';

export function addExplain(program: Command, finish: Finish): void {
  program
    .command('explain')
    .description('say what a rule asks for, why, and how to do it')
    .argument('[rule]', 'the rule that a problem names; all of them are listed without it')
    .addHelpText('after', HELP)
    .action(async (rule: string | undefined) => {
      const { runExplain } = await import('./explain/run-explain.ts');
      finish(runExplain(rule));
    });
}

const HELP = `
Example:
  $ gatewright explain security-issuer`;
