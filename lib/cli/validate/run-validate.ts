import { type CompileOptions, compile } from '../../compiler/index.ts';
import { UserError } from '../../errors.ts';
import { compileSettings } from '../compile-settings.ts';
import { documentReader } from '../document-reader.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { formatUserError } from '../format-failure.ts';
import { printNote, printResult } from '../output.ts';
import { formatGithub } from './format-github.ts';
import { formatJson } from './format-json.ts';
import { formatSarif } from './format-sarif.ts';
import { formatText } from './format-text.ts';
import { repairOrder } from './repair-order.ts';
import { SEVERITIES, type ValidateOptions } from './validate-options.ts';
import type { Validated } from './validated.ts';

const FORMATS = { text: formatText, json: formatJson, sarif: formatSarif, github: formatGithub } as const;

/** Validates all files, also those after one that cannot be read. */
export async function runValidate(files: readonly string[], options: ValidateOptions): Promise<ExitCode> {
  const { format, maxSeverity } = options;
  const validated: Validated[] = [];
  const read = documentReader(options);
  for (const file of files) validated.push(await validate(file, read, compileSettings(options)));
  for (const { unreadable } of validated) if (unreadable !== undefined) printNote(formatUserError(unreadable));
  const text = FORMATS[format](validated, options);
  if (text !== '') printResult(text);
  return validated.every((each) => isWithin(each, maxSeverity)) ? EXIT.ok : EXIT.failed;
}

async function validate(
  file: string,
  read: ReturnType<typeof documentReader>,
  options: CompileOptions,
): Promise<Validated> {
  try {
    const source = await read(file);
    const problems = repairOrder(source.file, compile(source, options).problems);
    return { file: source.file, problems, unreadable: undefined };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { file, problems: [], unreadable: error };
  }
}

function isWithin({ problems, unreadable }: Validated, maxSeverity: ValidateOptions['maxSeverity']): boolean {
  const worse = SEVERITIES.slice(0, SEVERITIES.indexOf(maxSeverity));
  return unreadable === undefined && !problems.some(({ severity }) => worse.includes(severity));
}
