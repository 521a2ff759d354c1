import type { Validated } from './validated.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands of GitHub Actions, which shows them at their lines in a pull request. */
export function formatGithub(validated: readonly Validated[]): string {
  return validated
    .flatMap(({ problems, unreadable }) => [
      ...problems.map(({ file, line, column, severity, rule, message }) =>
        command(COMMANDS[severity], { file, line, col: column, title: rule }, message),
      ),
      ...(unreadable === undefined ? [] : [command('error', { title: unreadable.code }, unreadable.message)]),
    ])
    .join('\n');
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${written.join(',')}::${escapeData(message)}`;
}

/** As `@actions/core` does it. */
const escapeData = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
