import { UserError } from '../../errors.ts';
import { findApiKey } from '../../keys/api-keys.ts';
import { accessGateway } from '../../keys/gateway-access.ts';
import { grantQuota } from '../../keys/grant-quota.ts';
import { planOfKey } from '../../keys/usage-plans.ts';
import { countOf } from '../count-of.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printResult } from '../output.ts';
import type { GrantOptions } from './keys-options.ts';

export async function runGrant(wanted: string, options: GrantOptions): Promise<ExitCode> {
  const access = await accessGateway(options);
  const key = await findApiKey(access, wanted);
  const plan = await planOfKey(access, key.id);
  if (plan === undefined)
    throw new UserError('KEY_SETTLED', `API key ${key.id} is in no plan of the stage: move it into one first`);
  const period = plan.quota?.period.toLowerCase();
  await grantQuota(access, key, plan, options.extra, new Date(), (remaining) =>
    printResult(`API key ${key.id} of ${key.consumer} has ${countOf(remaining, 'request')} left in this ${period}`),
  );
  return EXIT.ok;
}
