import { styleText } from 'node:util';
import type { Problem } from '../../compiler/index.ts';
import { countProblems } from '../format-problems.ts';
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
      ...(all ? problems.map(line) : someOfEach(problems)),
      `${file}: ${countProblems(problems)}`,
    ])
    .join('\n');
}

/** The first of each rule and severity, and how many more there are, in the order of the problems. */
function someOfEach(problems: readonly Problem[]): readonly string[] {
  const alike = Map.groupBy(problems, ({ rule, severity }) => `${severity} ${rule}`);
  return problems.flatMap((problem) => {
    const group = alike.get(`${problem.severity} ${problem.rule}`) ?? [];
    const index = group.indexOf(problem);
    if (index >= SHOWN) return [];
    const hidden = group.length - SHOWN;
    if (index < SHOWN - 1 || hidden <= 0) return [line(problem)];
    return [line(problem), dim(`… and ${hidden} more of ${problem.rule} (${problem.severity}): --all shows them`)];
  });
}

function line({ file, line, column, severity, rule, message }: Problem): string {
  return `${dim(`${file}:${line}:${column}`)} ${paint(COLOURS[severity], severity)} ${rule}: ${message}`;
}

/** Only on a terminal, and not where `NO_COLOR` is set. */
const paint = (format: Parameters<typeof styleText>[0], text: string) =>
  styleText(format, text, { stream: process.stdout });

const dim = (text: string) => paint('dim', text);
