import { CommanderError } from 'commander';
import { UserError } from '../errors.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { formatBug, formatUserError } from './format-failure.ts';
import { printNote } from './output.ts';
import { createProgram } from './program.ts';

/** Runs one command line (without `node` and the script) and says how it went; nothing is thrown. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  try {
    await createProgram((result) => {
      code = result;
    }).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return report(error);
  }
}

function report(error: unknown): ExitCode {
  // The CLI library has already printed its own message, or the help that was asked for (exit code 0).
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof UserError) {
    printNote(formatUserError(error));
    return EXIT.failed;
  }
  printNote(formatBug(error));
  return EXIT.bug;
}
