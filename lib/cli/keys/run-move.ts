import { findApiKey } from '../../keys/api-keys.ts';
import { accessGateway } from '../../keys/gateway-access.ts';
import { moveKey } from '../../keys/move-key.ts';
import { findPlan } from '../../keys/usage-plans.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printResult } from '../output.ts';
import type { MoveOptions } from './keys-options.ts';

export async function runMove(wanted: string, options: MoveOptions): Promise<ExitCode> {
  const access = await accessGateway(options);
  const plan = await findPlan(access, options.plan);
  const key = await findApiKey(access, wanted);
  const { from, gap } = await moveKey(access, key, plan, Date.now);
  if (from === plan.name) {
    printResult(`API key ${key.id} of ${key.consumer} is in plan ${plan.name} already`);
    return EXIT.ok;
  }
  const origin = from === undefined ? 'it was in no plan' : `from plan ${from}, in no plan for ${gap} ms`;
  printResult(`moved API key ${key.id} of ${key.consumer} to plan ${plan.name} (${origin}); its quota counts anew`);
  return EXIT.ok;
}
