import { type Command, Option } from 'commander';
import { DIFF_FORMATS, type DiffOptions } from './diff/diff-options.ts';
import type { Finish } from './exit-code.ts';
import { documentOptions } from './options.ts';

export function addDiff(program: Command, finish: Finish): void {
  documentOptions(
    program
      .command('diff')
      .description('say what a change of an OpenAPI document does to its consumers and to the deployment')
      .argument('[file]', 'OpenAPI document, YAML or JSON', 'openapi/gateway.yaml')
      .option('--base <ref>', 'what it is compared with: a commit, branch or tag of git, REF:PATH, or a file', 'HEAD'),
  )
    .addOption(new Option('--format <format>', 'how to print changes').choices(DIFF_FORMATS).default('text'))
    .option('--allow-breaking', 'exit 0 whatever changed', false)
    .option('--allow-unclear', 'exit 0 where nothing is known to break', false)
    .option('--all', 'text and markdown: show every change of a kind, not just the first twenty', false)
    .addHelpText('after', HELP)
    .action(async (file: string, options: DiffOptions) => {
      const { runDiff } = await import('./diff/run-diff.ts');
      finish(await runDiff(file, options));
    });
}

const HELP = `
Overlays are applied to both versions, as each has them: in a commit, those that it holds.
Exits 1 if a change is breaking, or if the documents do not tell (unclear); docs/diff.md lists how each is judged.

Examples:
  $ gatewright diff openapi/gateway.yaml
  $ gatewright diff openapi/gateway.yaml --base origin/main --format markdown
  $ gatewright diff openapi/gateway.yaml --overlay prod.overlay.yaml
  $ gatewright diff new.yaml --base old.yaml --allow-unclear`;
