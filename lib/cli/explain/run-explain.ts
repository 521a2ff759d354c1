import { nearestWord, RULES, rulePage } from '../../compiler/index.ts';
import { UserError } from '../../errors.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printResult } from '../output.ts';

/** Prints the page of a rule, or a line for each of them. */
export function runExplain(name: string | undefined): ExitCode {
  if (name === undefined) {
    for (const rule of RULES) printResult(`${rule.name}: ${rule.summary}`);
    return EXIT.ok;
  }
  const rule = RULES.find((each) => each.name === name);
  if (rule === undefined) throw new UserError('INVALID_OPTION', `there is no rule "${name}", ${adviceFor(name)}`);
  printResult(rulePage(rule));
  return EXIT.ok;
}

function adviceFor(name: string): string {
  const nearest = nearestWord(
    name,
    RULES.map((rule) => rule.name),
  );
  return nearest === undefined ? '`gatewright explain` lists them' : `did you mean "${nearest}"`;
}
