import type { ThrottleSettings, UsagePlanDefinition } from '../assembly/assembly.ts';
import type { LocalState } from '../state/local-state.ts';
import { effectivePlan } from './effective-plan.ts';

/** The usage plans that apply, in memory, for each request. */
export interface PlanDirectory {
  readonly list: () => readonly UsagePlanDefinition[];
  readonly get: (id: string) => UsagePlanDefinition | undefined;
  /** The key's plan for a stage: there is at most one (developer guide, usage plans). */
  readonly planOf: (keyId: string, apiId: string, stage: string) => StagePlan | undefined;
  /** Reads the plans from the state again; due after every change. */
  readonly refresh: () => void;
}

export interface StagePlan {
  readonly plan: UsagePlanDefinition;
  /** Throttles of single methods in this stage, by `/path/METHOD`. */
  readonly methodThrottles: Readonly<Record<string, ThrottleSettings>>;
}

export function planDirectory(state: LocalState): PlanDirectory {
  let plans = readPlans(state);
  return {
    list: () => [...plans.values()],
    get: (id) => plans.get(id),
    refresh: () => {
      plans = readPlans(state);
    },
    planOf: (keyId, apiId, stage) => {
      for (const planId of state.planKeys.plansOf(keyId)) {
        const plan = plans.get(planId);
        const apiStage = plan?.apiStages.find((item) => item.apiId === apiId && item.stage === stage);
        if (plan !== undefined && apiStage !== undefined) return { plan, methodThrottles: apiStage.throttle };
      }
      return undefined;
    },
  };
}

function readPlans(state: LocalState): ReadonlyMap<string, UsagePlanDefinition> {
  return new Map(state.plans.list().map((stored) => [stored.definition.id, effectivePlan(stored)]));
}
