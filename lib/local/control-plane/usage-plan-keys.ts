import { stringOf } from '../json-values.ts';
import type { StoredApiKey } from '../state/local-state.ts';
import { ACCEPTED, ok, refused } from './control-answer.ts';
import type { ControlOperation } from './control-plane.ts';
import { page } from './page.ts';
import { sharesStage } from './shares-stage.ts';
import { keyInOtherPlan, unknownPlan } from './usage-plans.ts';

export const createUsagePlanKey: ControlOperation = ({ body }, tools, [planId = '']) => {
  const plan = tools.plans.get(planId);
  if (plan === undefined) return unknownPlan();
  if (body.keyType !== 'API_KEY') return refused(400, 'Invalid key type specified, must be API_KEY');
  const keyId = stringOf(body.keyId) ?? '';
  const key = tools.state.apiKeys.get(keyId);
  if (key === undefined) return refused(404, 'Invalid API Key identifier specified');
  const { planKeys } = tools.state;
  if (planKeys.has(planId, keyId)) return refused(409, 'Usage Plan Key already exists');
  if (sharesStage(plan.apiStages, planKeys.plansOf(keyId), tools.plans)) return keyInOtherPlan(keyId);
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

function keyBody({ id, value, name }: StoredApiKey): Readonly<Record<string, unknown>> {
  return { id, type: 'API_KEY', value, name };
}
