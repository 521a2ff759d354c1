import type { ApiKey } from './api-key.ts';
import { listApiKeys } from './api-keys.ts';
import type { GatewayAccess } from './gateway-access.ts';
import { type DailyUsage, usageOfPlan } from './quota.ts';
import { keysOfPlan, type UsagePlan, usagePlans } from './usage-plans.ts';

/** Of one key in one plan. */
export interface KeyUsage {
  readonly id: string;
  readonly consumer: string;
  readonly plan: string;
  readonly quota: number | undefined;
  /** Days of the report, first to last. */
  readonly days: readonly DailyUsage[];
}

/** @param keyId only of this key */
export async function* usageReport(
  access: GatewayAccess,
  { from, to, keyId }: { readonly from: string; readonly to: string; readonly keyId?: string },
): AsyncGenerator<KeyUsage> {
  const known = new Map<string, ApiKey>();
  for await (const key of listApiKeys(access)) known.set(key.id, key);
  for (const plan of await usagePlans(access, keyId)) yield* usageIn(access, plan, known, from, to, keyId);
}

async function* usageIn(
  access: GatewayAccess,
  { id: planId, name, quota }: UsagePlan,
  known: ReadonlyMap<string, ApiKey>,
  from: string,
  to: string,
  keyId: string | undefined,
): AsyncGenerator<KeyUsage> {
  const usage = await usageOfPlan(access, planId, from, to);
  for await (const key of keysOfPlan(access, planId)) {
    if (keyId !== undefined && key.id !== keyId) continue;
    // Whether usage is told by a key's id or its value, AWS's own pages do not agree.
    const days = usage.get(key.id) ?? usage.get(key.value) ?? [];
    yield { id: key.id, consumer: known.get(key.id)?.consumer ?? key.name, plan: name, quota: quota?.limit, days };
  }
}
