import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../../errors.ts';
import type { ApiKeyDefinition, Assembly, UsagePlanDefinition } from '../assembly/assembly.ts';
import type { LocalState, StoredApiKey } from '../state/local-state.ts';

/**
 * Brings an assembly's usage plans and API keys into the state, as a deploy would: a plan that changed takes its new
 * definition, one that left the template goes unless it is retained, and no key issued at run time is touched.
 */
export function loadPlans(assembly: Pick<Assembly, 'usagePlans' | 'apiKeys'>, state: LocalState, now: number): void {
  state.transaction(() => {
    for (const definition of assembly.usagePlans) loadPlan(state, definition);
    removePlans(state, new Set(assembly.usagePlans.map((plan) => plan.id)));
    for (const definition of assembly.apiKeys) loadKey(state, definition, now);
  });
}

function loadPlan(state: LocalState, definition: UsagePlanDefinition): void {
  const stored = state.plans.get(definition.id);
  if (stored !== undefined && stored.source === 'assembly' && isDeepStrictEqual(stored.definition, definition)) return;
  state.plans.put({ definition, source: 'assembly', patches: [], tags: { ...stored?.tags, ...definition.tags } });
}

function removePlans(state: LocalState, kept: ReadonlySet<string>): void {
  for (const { definition, source } of state.plans.list()) {
    if (source === 'assembly' && !definition.retained && !kept.has(definition.id)) state.plans.delete(definition.id);
  }
}

function loadKey(state: LocalState, definition: ApiKeyDefinition, now: number): void {
  const stored = state.apiKeys.get(definition.id);
  const wanted: StoredApiKey = {
    id: definition.id,
    value: definition.value ?? stored?.value ?? newKeyValue(),
    name: definition.name,
    description: definition.description ?? '',
    enabled: definition.enabled,
    customerId: definition.customerId ?? '',
    tags: stored?.tags ?? {},
    createdDate: stored?.createdDate ?? now,
    lastUpdatedDate: stored?.lastUpdatedDate ?? now,
  };
  const holder = state.apiKeys.findByValue(wanted.value);
  if (holder !== undefined && holder.id !== wanted.id) {
    throw new UserError(
      'ASSEMBLY_UNSUPPORTED',
      `API key "${definition.name}" of the template has the value of the issued key "${holder.name}" (${holder.id}): values are unique, change the template's or delete that key`,
    );
  }
  if (!isDeepStrictEqual(stored, wanted)) state.apiKeys.put({ ...wanted, lastUpdatedDate: now });
  for (const planId of definition.planIds) state.planKeys.link(planId, definition.id);
}

/** Forty letters and digits, as API Gateway generates them. */
export function newKeyValue(): string {
  let value = '';
  while (value.length < 40)
    value += randomBytes(60)
      .toString('base64')
      .replace(/[^A-Za-z0-9]/g, '');
  return value.slice(0, 40);
}
