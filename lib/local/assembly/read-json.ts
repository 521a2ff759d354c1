import { readFile } from 'node:fs/promises';
import { UserError } from '../../errors.ts';
import { isJsonObject, type JsonObject } from '../json-values.ts';

/** Reads one of the assembly's JSON files. */
export async function readJson(file: string): Promise<JsonObject> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new UserError('ASSEMBLY_UNREADABLE', `cannot read ${file} of the assembly, run \`npx cdk synth\` again`, {
      cause,
    });
  }
  if (isJsonObject(value)) return value;
  throw new UserError(
    'ASSEMBLY_UNREADABLE',
    `${file} of the assembly is not a JSON object, run \`npx cdk synth\` again`,
  );
}
