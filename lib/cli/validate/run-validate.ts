import { type CompileOptions, compile, formatProblem, type Problem, readDocument } from '../../compiler/index.ts';
import { UserError } from '../../errors.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { formatUserError } from '../format-failure.ts';
import { countProblems } from '../format-problems.ts';
import { printNote, printResult } from '../output.ts';
import type { ValidateOptions } from './validate-options.ts';

/** Validates all files, also those after one that cannot be read. */
export async function runValidate(files: readonly string[], { backend }: ValidateOptions): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  for (const file of files) {
    const problems = problemsOf(file, backend.length > 0 ? { backend } : {});
    if (problems === undefined || problems.some(({ severity }) => severity === 'error')) code = EXIT.failed;
    if (problems === undefined) continue;
    for (const problem of problems) printResult(formatProblem(problem));
    printResult(`${file}: ${countProblems(problems)}`);
  }
  return code;
}

function problemsOf(file: string, options: CompileOptions): readonly Problem[] | undefined {
  try {
    return compile(readDocument(file), options).problems;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    printNote(formatUserError(error));
    return undefined;
  }
}
