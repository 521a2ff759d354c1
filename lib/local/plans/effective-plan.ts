import type { UsagePlanDefinition } from '../assembly/assembly.ts';
import type { StoredPlan } from '../state/local-state.ts';
import { patchPlan } from './plan-patch.ts';

/** A plan as it applies: its definition with the patches made at run time over it. A patch that no longer fits is passed over. */
export function effectivePlan(stored: StoredPlan): UsagePlanDefinition {
  return stored.patches.reduce((plan, patch) => {
    const result = patchPlan(plan, patch);
    return result.kind === 'patched' ? result.plan : plan;
  }, stored.definition);
}
