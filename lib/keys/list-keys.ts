import type { ApiKey } from './api-key.ts';
import { listApiKeys } from './api-keys.ts';
import type { GatewayAccess } from './gateway-access.ts';
import { keysOfPlan, usagePlans } from './usage-plans.ts';

export interface ListedKey extends ApiKey {
  /** Of the stage; `undefined`: in none of them. */
  readonly plan: string | undefined;
}

export interface KeyFilter {
  readonly plan?: string;
  readonly consumer?: string;
  /** Also those that are in no plan of the stage, which are other gateways' of the account perhaps. */
  readonly all?: boolean;
}

/** Keys of the stage's plans, as they come from API Gateway: a page at a time. */
export async function* listKeys(access: GatewayAccess, filter: KeyFilter): AsyncGenerator<ListedKey> {
  const plans = new Map<string, string>();
  for (const { id, name } of await usagePlans(access)) {
    for await (const key of keysOfPlan(access, id)) plans.set(key.id, name);
  }
  for await (const key of listApiKeys(access, filter.consumer)) {
    const plan = plans.get(key.id);
    if (plan === undefined && !(filter.all && filter.plan === undefined)) continue;
    if (filter.plan !== undefined && plan !== filter.plan) continue;
    if (filter.consumer !== undefined && key.consumer !== filter.consumer) continue;
    yield { ...key, plan };
  }
}
