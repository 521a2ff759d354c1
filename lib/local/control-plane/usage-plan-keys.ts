import { stringOf } from '../json-values.ts';
import type { StoredApiKey } from '../state/local-state.ts';
import { ACCEPTED, ok, refused } from './control-answer.ts';
import type { ControlOperation, ControlPlaneTools } from './control-plane.ts';
import { page } from './page.ts';
import { unknownPlan } from './usage-plans.ts';

export const createUsagePlanKey: ControlOperation = ({ body }, tools, [planId = '']) => {
  if (tools.plans.get(planId) === undefined) return unknownPlan();
  if (body.keyType !== 'API_KEY') return refused(400, 'Invalid key type specified, must be API_KEY');
  const keyId = stringOf(body.keyId) ?? '';
  const key = tools.state.apiKeys.get(keyId);
  if (key === undefined) return refused(404, 'Invalid API Key identifier specified');
  const { planKeys } = tools.state;
  if (planKeys.has(planId, keyId)) return refused(409, 'Usage Plan Key already exists');
  if (sharesStage(planId, planKeys.plansOf(keyId), tools.plans))
    return refused(409, `API Key ${keyId} is already in a usage plan with the same API stage`);
  planKeys.link(planId, keyId);
  return ok(keyBody(key), 201);
};

/** Values included, and an unknown plan lists nothing (recorded). */
export const getUsagePlanKeys: ControlOperation = ({ query }, { state }, [planId = '']) => {
  const prefix = query.get('name') ?? '';
  const keys = state.planKeys.keysOf(planId).flatMap((keyId) => state.apiKeys.get(keyId) ?? []);
  return page(
    keys.filter((key) => key.name.startsWith(prefix)),
    query,
    keyBody,
  );
};

export const getUsagePlanKey: ControlOperation = (_, { state, plans }, [planId = '', keyId = '']) => {
  if (plans.get(planId) === undefined) return unknownPlan();
  const key = state.planKeys.has(planId, keyId) ? state.apiKeys.get(keyId) : undefined;
  return key === undefined ? refused(404, 'Invalid Usage Plan Key identifier specified') : ok(keyBody(key));
};

export const deleteUsagePlanKey: ControlOperation = (_, { state, plans }, [planId = '', keyId = '']) => {
  if (plans.get(planId) === undefined) return unknownPlan();
  if (!state.planKeys.has(planId, keyId)) return refused(404, 'Invalid Usage Plan Key identifier specified');
  state.planKeys.unlink(planId, keyId);
  return ACCEPTED;
};

/** A key is in one plan only for each API stage (developer guide, usage plans). */
export function sharesStage(
  planId: string,
  otherIds: readonly string[],
  plans: Pick<ControlPlaneTools['plans'], 'get'>,
): boolean {
  const stages = plans.get(planId)?.apiStages ?? [];
  return otherIds.some((otherId) =>
    plans
      .get(otherId)
      ?.apiStages.some((other) => stages.some((item) => item.apiId === other.apiId && item.stage === other.stage)),
  );
}

function keyBody({ id, value, name }: StoredApiKey): Readonly<Record<string, unknown>> {
  return { id, type: 'API_KEY', value, name };
}
