import { accessGateway } from '../../keys/gateway-access.ts';
import { stagePlans } from '../../keys/prune-plans.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printResult } from '../output.ts';
import { plainTable } from '../plain-table.ts';
import { plansOfDocument } from './plans-of-document.ts';
import type { PlansOptions } from './plans-options.ts';

export async function runListPlans(file: string, options: PlansOptions): Promise<ExitCode> {
  const names = await plansOfDocument(file, options);
  const plans = await stagePlans(await accessGateway(options), names);
  const rows = plans.map(({ id, name, quota, keys, isOrphaned }) => [
    id,
    name,
    quota === undefined ? 'none' : `${quota.limit} a ${quota.period.toLowerCase()}`,
    keys,
    isOrphaned ? 'orphaned: it left the document' : 'in the document',
  ]);
  printResult(plainTable(['id', 'plan', 'quota', 'keys', 'state'], rows));
  return EXIT.ok;
}
