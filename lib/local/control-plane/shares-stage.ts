import type { ApiStage } from '../assembly/assembly.ts';
import type { PlanDirectory } from '../plans/plan-directory.ts';

/** Whether one of some plans has one of the stages: a key is in one plan only for each of them (developer guide, usage plans). */
export function sharesStage(
  stages: readonly ApiStage[],
  planIds: readonly string[],
  plans: Pick<PlanDirectory, 'get'>,
): boolean {
  return planIds.some((id) => plans.get(id)?.apiStages.some((other) => stages.some((stage) => isSame(stage, other))));
}

export function isSame(left: ApiStage, right: ApiStage): boolean {
  return left.apiId === right.apiId && left.stage === right.stage;
}
