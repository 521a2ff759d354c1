import type { Json } from './template.ts';

export const KEYS = { ok: 'conformance-key-0000000001', usedUp: 'conformance-key-0000000002' };

const plan = (api: string, limits: Json): Json => ({
  Type: 'AWS::ApiGateway::UsagePlan',
  Properties: { UsagePlanName: api, ApiStages: [{ ApiId: { Ref: api }, Stage: { Ref: `${api}Stage` } }], ...limits },
});
const key = (Value: string): Json => ({ Type: 'AWS::ApiGateway::ApiKey', Properties: { Enabled: true, Value } });
const link = (keyId: string, planId: string): Json => ({
  Type: 'AWS::ApiGateway::UsagePlanKey',
  Properties: { KeyId: { Ref: keyId }, KeyType: 'API_KEY', UsagePlanId: { Ref: planId } },
});

/** Usage plans and keys of the template. */
export const PLAN_RESOURCES: Json = {
  KeyedPlan: plan('Keyed', { Quota: { Limit: 10, Period: 'DAY' }, Throttle: { RateLimit: 2, BurstLimit: 1 } }),
  KeyedKey: key(KEYS.ok),
  KeyedLink: link('KeyedKey', 'KeyedPlan'),
  UsedUpPlan: plan('UsedUp', { Quota: { Limit: 1, Period: 'DAY' } }),
  UsedUpKey: key(KEYS.usedUp),
  UsedUpLink: link('UsedUpKey', 'UsedUpPlan'),
};
