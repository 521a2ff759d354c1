import { readFile } from 'node:fs/promises';
import { UserError } from '../../errors.ts';
import { accessGateway } from '../../keys/gateway-access.ts';
import { importKeys } from '../../keys/import-keys.ts';
import { readKeyFile } from '../../keys/key-file.ts';
import { findPlan } from '../../keys/usage-plans.ts';
import { countOf } from '../count-of.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printNote, printResult } from '../output.ts';
import { progressBar } from '../progress-bar.ts';
import type { ImportOptions } from './keys-options.ts';

export async function runImport(file: string, options: ImportOptions): Promise<ExitCode> {
  const lines = readKeyFile(await read(file), file);
  const access = await accessGateway(options);
  const plan = options.plan === undefined ? undefined : await findPlan(access, options.plan);
  const bar = progressBar('imported', lines.length);
  let done = 0;
  const { keys, warnings } = await importKeys(access, lines, plan, new Date(), {
    imported: (keys) => {
      bar.advance(keys - done);
      done = keys;
    },
  });
  bar.stop();
  for (const warning of warnings) printNote(`warning: ${warning}`);
  const loose = plan === undefined ? lines.filter(({ plans }) => plans.length === 0).length : 0;
  if (loose > 0)
    printNote(`${countOf(loose, 'key')} without a plan, which opens nothing yet: import again with --plan`);
  printResult(`${countOf(keys, 'API key')} imported`);
  if (keys === lines.length) return EXIT.ok;
  printNote(`API Gateway took ${keys} of ${countOf(lines.length, 'key')}: see its warnings, and import those again`);
  return EXIT.failed;
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new UserError('INVALID_KEY_FILE', `cannot read ${file} (${reason}): name a CSV file of keys`, { cause });
  }
}
