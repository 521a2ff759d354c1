/** API Gateway's format of a file of API keys (developer guide, "API key file format"), with two columns more of our own. */
import { parse } from 'csv-parse/sync';
import { UserError } from '../errors.ts';

/** One line. Names of plans, not ids, in `plans`: ids are another stage's soon. */
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
  const lines = parseLines(text, file);
  const first = lines[0] ?? {};
  for (const column of ['name', 'key']) {
    if (lines.length > 0 && !(column in first))
      throw invalid(file, 1, `has no column "${column}", expected Name and Key at least (API Gateway's format)`);
  }
  return lines.map((line, index) => readLine(line, file, index + 2));
}

function parseLines(text: string, file: string): readonly Readonly<Record<string, string>>[] {
  try {
    return parse(text, {
      bom: true,
      columns: (names: readonly string[]) => names.map((name) => name.toLowerCase()),
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    // Its message quotes no field, which might be a secret; only where.
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 1;
    throw invalid(file, line, 'is no CSV: the number of its fields, or a quote, does not fit');
  }
}

function readLine(line: Readonly<Record<string, string>>, file: string, number: number): KeyFileLine {
  const { name = '', key = '', description = '', enabled = '', usageplanids = '', plan = '', expires = '' } = line;
  if (!/^[!-~]{20,128}$/.test(key)) {
    const found = key.length < 20 || key.length > 128 ? `${key.length} characters` : 'other characters';
    throw invalid(file, number, `has a key of ${found}, expected 20 to 128 characters without blanks`);
  }
  const expiresAt = expires === '' ? undefined : new Date(expires);
  if (Number.isNaN(expiresAt?.getTime()))
    throw invalid(file, number, `expires at "${expires}", expected a date such as 2027-01-31T00:00:00Z`);
  return {
    name,
    value: key,
    description,
    isEnabled: enabled.toLowerCase() !== 'false',
    plans: [...usageplanids.split(','), plan].map((one) => one.trim()).filter((one) => one !== ''),
    expiresAt,
  };
}

const invalid = (file: string, line: number, what: string): UserError =>
  new UserError('INVALID_KEY_FILE', `${file}:${line} ${what}; nothing was imported`);
