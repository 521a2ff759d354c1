import { type CfnStage, CfnUsagePlan } from 'aws-cdk-lib/aws-apigateway';
import type { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { DEFAULT_PLAN_TAG, KEY_LIFETIME_TAG } from '../../lambdas/core/keys/key-tags.ts';
import { type ApiModel, apiName, type Plan, type Throttle } from '../compiler/index.ts';

export interface UsagePlansProps {
  readonly stage: CfnStage;
  readonly model: ApiModel;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * One usage plan per plan of the model. Keys are issued at run time and outlive deploys (decision 10): a plan's logical
 * id comes from its first name, and a plan that leaves the document is kept with its keys.
 */
export class UsagePlans extends Construct {
  readonly ids: readonly string[];

  constructor(scope: Construct, id: string, { stage, model, removalPolicy }: UsagePlansProps) {
    super(scope, id);
    this.ids = model.plans.map((plan) => {
      const resource = new CfnUsagePlan(this, plan.was ?? plan.name, {
        usagePlanName: plan.name,
        description: `${apiName(model.title)}, stage ${stage.stageName}`,
        apiStages: [{ apiId: stage.restApiId, stage: stage.ref, ...operationThrottles(plan, model) }],
        ...(plan.throttle && { throttle: limits(plan.throttle) }),
        tags: tagsOf(plan),
        ...(plan.quota && { quota: { limit: plan.quota.limit, period: plan.quota.period.toUpperCase() } }),
      });
      resource.applyRemovalPolicy(removalPolicy);
      return resource.ref;
    });
  }
}

/** What the commands that issue keys go by. */
const tagsOf = ({ keyLifetime, default: isDefault }: Plan) => [
  ...(keyLifetime === undefined ? [] : [{ key: KEY_LIFETIME_TAG, value: String(keyLifetime) }]),
  ...(isDefault ? [{ key: DEFAULT_PLAN_TAG, value: 'true' }] : []),
];

function operationThrottles(plan: Plan, model: ApiModel): Pick<CfnUsagePlan.ApiStageProperty, 'throttle'> {
  const throttle: Record<string, CfnUsagePlan.ThrottleSettingsProperty> = {};
  for (const { id, resource } of model.operations) {
    // Not what objects inherit: an operation may be called `constructor`.
    const own = Object.hasOwn(plan.operations, id) ? plan.operations[id] : undefined;
    // `//GET` for the root (API Gateway's own spelling).
    if (own) throttle[`${resource.path}/${resource.method}`] = limits(own);
  }
  return Object.keys(throttle).length > 0 ? { throttle } : {};
}

function limits({ rate, burst }: Throttle): CfnUsagePlan.ThrottleSettingsProperty {
  return { rateLimit: rate, burstLimit: burst };
}
