import type { ApiStage, QuotaSettings, ThrottleSettings, UsagePlanDefinition } from '../assembly/assembly.ts';
import { asObject, listOf, numberOf, stringOf } from '../json-values.ts';
import { patchPlan, quotaProblem } from '../plans/plan-patch.ts';
import { readTags } from './api-keys.ts';
import { ACCEPTED, type ControlAnswer, ok, refused } from './control-answer.ts';
import type { ControlOperation, ControlPlaneTools } from './control-plane.ts';
import { patchOperations } from './control-request.ts';
import { newId } from './new-id.ts';
import { page } from './page.ts';
import { isSame, sharesStage } from './shares-stage.ts';

export const createUsagePlan: ControlOperation = ({ body }, tools) => {
  const name = stringOf(body.name);
  if (name === undefined || name === '') return refused(400, 'Usage Plan name must not be empty');
  const quota = readQuota(body.quota);
  if (typeof quota === 'string') return refused(400, quota);
  const throttle = readThrottle(body.throttle);
  const description = stringOf(body.description);
  const definition: UsagePlanDefinition = {
    id: newId(6),
    name,
    ...(description !== undefined && { description }),
    ...(throttle !== undefined && { throttle }),
    ...(quota !== undefined && { quota }),
    apiStages: listOf(body.apiStages).map(readApiStage),
    retained: true,
  };
  const unknown = unknownStage(definition, tools);
  if (unknown !== undefined) return unknown;
  tools.state.plans.put({ definition, source: 'control-plane', patches: [], tags: readTags(body.tags) });
  tools.plans.refresh();
  return ok(listedBody(definition, tools), 201);
};

export const getUsagePlans: ControlOperation = ({ query }, tools) => {
  const keyId = query.get('keyId');
  const plans = tools.plans.list().filter((plan) => keyId === null || tools.state.planKeys.has(plan.id, keyId));
  return page(plans, query, (plan) => listedBody(plan, tools));
};

export const getUsagePlan: ControlOperation = (_, tools, [id = '']) => {
  const plan = tools.plans.get(id);
  return plan === undefined ? unknownPlan() : ok(planBody(plan, tools));
};

export const updateUsagePlan: ControlOperation = ({ body }, tools, [id = '']) => {
  const stored = tools.state.plans.get(id);
  let plan = tools.plans.get(id);
  if (stored === undefined || plan === undefined) return unknownPlan();
  const patches = patchOperations(body);
  for (const patch of patches) {
    const result = patchPlan(plan, patch);
    if (result.kind === 'refused') return refused(result.status, result.message);
    plan = result.plan;
  }
  const problem = plan.quota && quotaProblem(plan.quota);
  if (problem !== undefined) return refused(400, problem);
  const unknown = unknownStage(plan, tools) ?? sharedKey(plan, tools);
  if (unknown !== undefined) return unknown;
  tools.state.plans.put({ ...stored, patches: [...stored.patches, ...patches] });
  tools.plans.refresh();
  return ok(planBody(plan, tools));
};

export const deleteUsagePlan: ControlOperation = (_, tools, [id = '']) => {
  const plan = tools.plans.get(id);
  if (plan === undefined) return unknownPlan();
  if (plan.apiStages.some((item) => hasStage(item, tools))) {
    return refused(
      400,
      `Cannot delete Usage Plan ${id} because it is associated with API Stages. Please remove all associations and try again.`,
    );
  }
  tools.state.plans.delete(id);
  tools.plans.refresh();
  return ACCEPTED;
};

export function unknownPlan(): ControlAnswer {
  return refused(404, 'Invalid Usage Plan ID specified');
}

function planBody(plan: UsagePlanDefinition, { state }: ControlPlaneTools) {
  const { id, name, description, throttle, quota } = plan;
  const apiStages = plan.apiStages.map((item) =>
    Object.keys(item.throttle).length > 0 ? item : { apiId: item.apiId, stage: item.stage },
  );
  return { id, name, description, apiStages, throttle, quota, tags: state.plans.get(id)?.tags ?? {} };
}

/** Without tags where there are none, as a list and the answer to a creation have it (recorded). */
function listedBody(plan: UsagePlanDefinition, tools: ControlPlaneTools): Readonly<Record<string, unknown>> {
  const { tags, ...body } = planBody(plan, tools);
  return Object.keys(tags).length === 0 ? body : { ...body, tags };
}

function hasStage({ apiId, stage }: ApiStage, { apis }: ControlPlaneTools): boolean {
  return (
    apis()
      .get(apiId)
      ?.stages.some(({ stageName }) => stageName === stage) ?? false
  );
}

function unknownStage(plan: UsagePlanDefinition, tools: ControlPlaneTools): ControlAnswer | undefined {
  // Stages that left the assembly stay in a plan: only new ones are checked.
  const before = tools.plans.get(plan.id)?.apiStages;
  const unknown = plan.apiStages.find((item) => !isIn(item, before) && !hasStage(item, tools));
  return (
    unknown &&
    refused(
      404,
      `Invalid API Stage {api: ${unknown.apiId}, stage: ${unknown.stage}} specified for usageplan ${plan.id}`,
    )
  );
}

/** A key of the plan that is in another one for a stage which this one is to have as well. */
function sharedKey(plan: UsagePlanDefinition, { plans, state }: ControlPlaneTools): ControlAnswer | undefined {
  const added = plan.apiStages.filter((item) => !isIn(item, plans.get(plan.id)?.apiStages));
  if (added.length === 0) return undefined;
  const keyId = state.planKeys.keysOf(plan.id).find((id) => {
    const others = state.planKeys.plansOf(id).filter((other) => other !== plan.id);
    return sharesStage(added, others, plans);
  });
  return keyId === undefined ? undefined : keyInOtherPlan(keyId);
}

export function keyInOtherPlan(keyId: string): ControlAnswer {
  return refused(409, `API Key ${keyId} is already in a usage plan with the same API stage`);
}

function isIn(stage: ApiStage, stages: readonly ApiStage[] = []): boolean {
  return stages.some((other) => isSame(stage, other));
}

function readQuota(value: unknown): QuotaSettings | string | undefined {
  const quota = asObject(value);
  if (quota === undefined) return undefined;
  const { period } = quota;
  const limit = numberOf(quota.limit);
  if (period !== 'DAY' && period !== 'WEEK' && period !== 'MONTH')
    return 'Invalid quota period specified, must be DAY, WEEK or MONTH';
  if (limit === undefined || limit < 0) return 'Usage Plan quota limit must be a positive number';
  const settings: QuotaSettings = { limit, offset: numberOf(quota.offset) ?? 0, period };
  return quotaProblem(settings) ?? settings;
}

function readThrottle(value: unknown): ThrottleSettings | undefined {
  const throttle = asObject(value);
  return throttle && { rateLimit: numberOf(throttle.rateLimit) ?? 0, burstLimit: numberOf(throttle.burstLimit) ?? 0 };
}

function readApiStage(value: unknown): ApiStage {
  const apiStage = asObject(value) ?? {};
  const throttle: Record<string, ThrottleSettings> = {};
  for (const [method, limits] of Object.entries(asObject(apiStage.throttle) ?? {})) {
    const settings = readThrottle(limits);
    if (settings !== undefined) throttle[method] = settings;
  }
  return { apiId: stringOf(apiStage.apiId) ?? '', stage: stringOf(apiStage.stage) ?? '', throttle };
}
