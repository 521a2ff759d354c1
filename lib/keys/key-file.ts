/** API Gateway's format of a file of API keys (developer guide, "API key file format"), with two columns more of our own. */
import { parse } from 'csv-parse/sync';
import { UserError } from '../errors.ts';
import { readInstant } from '../read-instant.ts';

/** One line; `plans` holds the name of a plan where the file has it, else what API Gateway's column says. */
export interface KeyFileLine {
  readonly name: string;
  readonly value: string;
  readonly description: string;
  readonly isEnabled: boolean;
  readonly plans: readonly string[];
  readonly expiresAt: Date | undefined;
}

/** As API Gateway reads them: in any order, in any case; others are ignored. */
export const COLUMNS = ['Name', 'Key', 'Description', 'Enabled', 'UsagePlanIds', 'Plan', 'Expires'] as const;

export function readKeyFile(text: string, file: string): readonly KeyFileLine[] {
  if (text.trim() === '') throw invalid(file, 1, 'is empty, expected at least the columns Name and Key');
  return parseLines(text, file).map((line, index) => readLine(line, file, index + 2));
}

function parseLines(text: string, file: string): readonly Readonly<Record<string, string>>[] {
  try {
    return parse(text, {
      bom: true,
      columns: (names: readonly string[]) => columnsOf(names, file),
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    if (error instanceof UserError) throw error;
    // Its message quotes no field, which might be a secret; only where.
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 1;
    throw invalid(file, line, 'is no CSV: the number of its fields, or a quote, does not fit');
  }
}

function columnsOf(names: readonly string[], file: string): string[] {
  const columns = names.map((name) => name.toLowerCase());
  for (const column of ['name', 'key']) {
    if (!columns.includes(column))
      throw invalid(file, 1, `has no column "${column}", expected Name and Key at least (API Gateway's format)`);
  }
  const twice = columns.find((name, index) => COLUMN_NAMES.has(name) && columns.indexOf(name) < index);
  if (twice !== undefined) throw invalid(file, 1, `has the column "${twice}" twice, expected it once`);
  return columns;
}

const COLUMN_NAMES: ReadonlySet<string> = new Set(COLUMNS.map((name) => name.toLowerCase()));

function readLine(line: Readonly<Record<string, string>>, file: string, number: number): KeyFileLine {
  const { name = '', key = '', description = '', enabled = '', usageplanids = '', plan = '', expires = '' } = line;
  if (!/^[!-~]{20,128}$/.test(key)) {
    const found = key.length < 20 || key.length > 128 ? `${key.length} characters` : 'other characters';
    throw invalid(file, number, `has a key of ${found}, expected 20 to 128 characters without blanks`);
  }
  if (!/^(?:true|false)?$/i.test(enabled))
    throw invalid(file, number, `is enabled "${enabled}", expected true, false or nothing, which is true`);
  const expiresAt = readInstant(expires);
  if (expires !== '' && expiresAt === undefined)
    throw invalid(file, number, `expires at "${expires}", expected a date such as 2027-01-31T00:00:00Z`);
  return {
    name,
    value: key,
    description,
    isEnabled: enabled.toLowerCase() !== 'false',
    // The ids of a file that was exported are another stage's, or those of plans that have gone.
    plans: (plan || usageplanids)
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
    expiresAt,
  };
}

const invalid = (file: string, line: number, what: string): UserError =>
  new UserError('INVALID_KEY_FILE', `${file}:${line} ${what}; nothing was imported`);
