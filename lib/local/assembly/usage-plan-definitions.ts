import { listOf, numberOf, objectOf, stringOf } from '../json-values.ts';
import type { ApiStage, QuotaSettings, ThrottleSettings, UsagePlanDefinition } from './assembly.ts';
import { type DeployedResource, deployedResources } from './deployed-resources.ts';
import type { Stack } from './stack.ts';
import { tagsOf } from './tags-of.ts';
import { throttleSettings } from './throttle-settings.ts';

export function usagePlanDefinitions(stacks: readonly Stack[]): readonly UsagePlanDefinition[] {
  return deployedResources(stacks, 'AWS::ApiGateway::UsagePlan').map((view) => {
    const description = stringOf(view.property('Description'));
    const throttle = bucket(view.property('Throttle'));
    const quota = quotaSettings(view);
    return {
      id: view.id(6),
      name: view.name('UsagePlanName'),
      ...(description !== undefined && { description }),
      ...(throttle && { throttle }),
      ...(quota && { quota }),
      ...(view.resource.Properties?.Tags !== undefined && { tags: tagsOf(view) }),
      apiStages: listOf(view.property('ApiStages')).map(apiStage),
      retained: view.resource.DeletionPolicy?.startsWith('Retain') ?? false,
    };
  });
}

function apiStage(value: unknown): ApiStage {
  const { ApiId, Stage, Throttle } = objectOf(value);
  const throttles = Object.entries(objectOf(Throttle)).flatMap(([method, limits]) => {
    const throttle = bucket(limits);
    return throttle ? [[method, throttle] as const] : [];
  });
  return { apiId: String(ApiId), stage: String(Stage), throttle: Object.fromEntries(throttles) };
}

/** CloudFormation takes either limit alone; here the other is then the same, as a bucket needs both. */
function bucket(value: unknown): ThrottleSettings | undefined {
  const { rateLimit, burstLimit } = throttleSettings(value);
  if (rateLimit === undefined && burstLimit === undefined) return undefined;
  return { rateLimit: rateLimit ?? burstLimit ?? 0, burstLimit: burstLimit ?? Math.ceil(rateLimit ?? 0) };
}

function quotaSettings({ property, resolver }: DeployedResource): QuotaSettings | undefined {
  const { Limit, Offset, Period } = objectOf(property('Quota'));
  const limit = numberOf(Limit);
  if (limit === undefined) return undefined;
  if (Period !== 'DAY' && Period !== 'WEEK' && Period !== 'MONTH') {
    return resolver.refuse(`the quota's Period is ${JSON.stringify(Period)}, it must be DAY, WEEK or MONTH`);
  }
  return { limit, offset: numberOf(Offset) ?? 0, period: Period };
}
