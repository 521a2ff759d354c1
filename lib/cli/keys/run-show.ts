import { keyState } from '../../keys/api-key.ts';
import { findApiKey } from '../../keys/api-keys.ts';
import { accessGateway } from '../../keys/gateway-access.ts';
import { remainingQuota } from '../../keys/quota.ts';
import { planOfKey } from '../../keys/usage-plans.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printResult } from '../output.ts';
import type { ShowOptions } from './keys-options.ts';

export async function runShow(wanted: string, options: ShowOptions): Promise<ExitCode> {
  const access = await accessGateway(options);
  const now = new Date();
  const key = await findApiKey(access, wanted);
  const plan = await planOfKey(access, key.id);
  const remaining = plan && (await remainingQuota(access, plan, key.id, now));
  const quota = plan?.quota && `${plan.quota.limit} requests a ${plan.quota.period.toLowerCase()}, ${remaining} left`;
  const shown = {
    id: key.id,
    consumer: key.consumer,
    plan: plan?.name,
    state: keyState(key, now),
    quota,
    created: key.createdAt?.toISOString(),
    expires: key.expiresAt?.toISOString(),
    revoked: key.revokedAt?.toISOString(),
    successor: key.successor,
    unfinished: key.unfinished,
    description: key.description || undefined,
    metadata: Object.keys(key.metadata).length > 0 ? key.metadata : undefined,
  };
  if (options.format === 'json') printResult(JSON.stringify(shown));
  else
    for (const [name, value] of Object.entries(shown))
      if (value !== undefined)
        printResult(`${name.padEnd(12)}${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return EXIT.ok;
}
