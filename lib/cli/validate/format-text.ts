import type { Problem } from '../../compiler/index.ts';
import { firstOfEach } from '../first-of-each.ts';
import { countProblems } from '../format-problems.ts';
import { paint } from '../paint.ts';
import type { ValidateOptions } from './validate-options.ts';
import type { Validated } from './validated.ts';

/** Problems of one rule and severity in a document that are shown; one cause often has hundreds. */
const SHOWN = 5;

const COLOURS = { error: 'red', warning: 'yellow', info: 'cyan' } as const;

/** For people, and for editors that read `file:line:column`: a line for each problem, and one that counts them. */
export function formatText(validated: readonly Validated[], { all }: Pick<ValidateOptions, 'all'>): string {
  return validated
    .filter(({ unreadable }) => unreadable === undefined)
    .flatMap(({ file, problems }) => [
      ...firstOfEach(problems, {
        kindOf: ({ rule, severity }) => `${severity} ${rule}`,
        most: all ? Infinity : SHOWN,
        show: line,
        more: (hidden, { rule, severity }) =>
          paint('dim', `… and ${hidden} more of ${rule} (${severity}): --all shows them`),
      }),
      `${file}: ${countProblems(problems)}`,
    ])
    .join('\n');
}

function line({ file, line, column, severity, rule, message }: Problem): string {
  return `${paint('dim', `${file}:${line}:${column}`)} ${paint(COLOURS[severity], severity)} ${rule}: ${message}`;
}
