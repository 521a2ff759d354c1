import { open } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { UserError } from '../../errors.ts';
import type { ApiKey } from '../../keys/api-key.ts';
import { listApiKeys } from '../../keys/api-keys.ts';
import { accessGateway, type GatewayAccess } from '../../keys/gateway-access.ts';
import { COLUMNS } from '../../keys/key-file.ts';
import { findPlan, keysOfPlan, usagePlans } from '../../keys/usage-plans.ts';
import { countOf } from '../count-of.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printNote, printResult } from '../output.ts';
import type { ExportOptions } from './keys-options.ts';

export async function runExport(options: ExportOptions): Promise<ExitCode> {
  const access = await accessGateway(options);
  const lines = linesOf(access, options.plan);
  let count = -1; // the heading
  if (options.out === '-') {
    for await (const line of lines) {
      printResult(line);
      count += 1;
    }
  } else {
    // A file that is there already may be readable by others.
    const file = await open(options.out, 'wx', 0o600).catch((cause: NodeJS.ErrnoException) => {
      const found = cause.code === 'EEXIST' ? 'it exists already' : String(cause.code);
      throw new UserError('OUTPUT_UNWRITABLE', `cannot write ${options.out} (${found}): name a new file`, { cause });
    });
    try {
      for await (const line of lines) {
        await file.write(`${line}\n`);
        count += 1;
      }
    } finally {
      await file.close();
    }
  }
  printNote(`${countOf(count, 'API key')} exported with values: keep them as secrets`);
  return EXIT.ok;
}

async function* linesOf(access: GatewayAccess, planName: string | undefined): AsyncGenerator<string> {
  yield COLUMNS.join(',');
  const known = new Map<string, ApiKey>();
  for await (const key of listApiKeys(access)) known.set(key.id, key);
  const plans = planName === undefined ? await usagePlans(access) : [await findPlan(access, planName)];
  for (const plan of plans) {
    for await (const { id, name, value } of keysOfPlan(access, plan.id)) {
      const { description = '', isEnabled = false, expiresAt } = known.get(id) ?? {};
      yield stringify([
        [name, value, description, String(isEnabled), plan.id, plan.name, expiresAt?.toISOString()],
      ]).trimEnd();
    }
  }
}
