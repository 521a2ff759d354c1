import { accessGateway } from '../../keys/gateway-access.ts';
import { finishRemovals, removePlan, stagePlans } from '../../keys/prune-plans.ts';
import { countOf } from '../count-of.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printNote, printResult } from '../output.ts';
import { plansOfDocument } from './plans-of-document.ts';
import type { PrunePlansOptions } from './plans-options.ts';

export async function runPrunePlans(file: string, options: PrunePlansOptions): Promise<ExitCode> {
  const names = await plansOfDocument(file, options);
  const access = await accessGateway(options);
  await finishRemovals(access);
  const orphans = (await stagePlans(access, names)).filter(({ isOrphaned }) => isOrphaned);
  let kept = 0;
  for (const { id, name, keys } of orphans) {
    if (keys > 0 && !options.withKeys) {
      kept += 1;
      printNote(
        `plan ${name} has ${countOf(keys, 'key')} and stays: empty it (gatewright keys move), or say --with-keys`,
      );
    } else {
      await removePlan(access, id);
      printResult(`deleted plan ${name}${keys > 0 ? `; ${countOf(keys, 'key')} kept, in no plan` : ''}`);
    }
  }
  if (orphans.length === 0) printNote('every plan of the stage is in the document');
  return kept > 0 ? EXIT.failed : EXIT.ok;
}
