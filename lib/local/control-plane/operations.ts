import { getAccount } from './account.ts';
import { createApiKey, deleteApiKey, getApiKey, getApiKeys, updateApiKey } from './api-keys.ts';
import type { ControlOperation } from './control-plane.ts';
import { importApiKeys } from './import-api-keys.ts';
import { REST_API_OPERATIONS } from './rest-api-operations.ts';
import { getTags, tagResource, untagResource } from './tags.ts';
import { getUsage, updateUsage } from './usage.ts';
import { createUsagePlanKey, deleteUsagePlanKey, getUsagePlanKey, getUsagePlanKeys } from './usage-plan-keys.ts';
import { createUsagePlan, deleteUsagePlan, getUsagePlan, getUsagePlans, updateUsagePlan } from './usage-plans.ts';

/** Method and path of API Gateway's REST API (v1), each with what does it. `*` is an id. */
export const OPERATIONS: readonly (readonly [method: string, path: string, operation: ControlOperation])[] = [
  [
    'POST',
    'apikeys',
    (request, tools, ids) =>
      (request.query.get('mode') === 'import' ? importApiKeys : createApiKey)(request, tools, ids),
  ],
  ['GET', 'apikeys', getApiKeys],
  ['GET', 'apikeys/*', getApiKey],
  ['PATCH', 'apikeys/*', updateApiKey],
  ['DELETE', 'apikeys/*', deleteApiKey],
  ['GET', 'account', getAccount],
  ['GET', 'tags/*', getTags],
  ['PUT', 'tags/*', tagResource],
  ['DELETE', 'tags/*', untagResource],
  ['POST', 'usageplans', createUsagePlan],
  ['GET', 'usageplans', getUsagePlans],
  ['GET', 'usageplans/*', getUsagePlan],
  ['PATCH', 'usageplans/*', updateUsagePlan],
  ['DELETE', 'usageplans/*', deleteUsagePlan],
  ['POST', 'usageplans/*/keys', createUsagePlanKey],
  ['GET', 'usageplans/*/keys', getUsagePlanKeys],
  ['GET', 'usageplans/*/keys/*', getUsagePlanKey],
  ['DELETE', 'usageplans/*/keys/*', deleteUsagePlanKey],
  ['GET', 'usageplans/*/usage', getUsage],
  ['PATCH', 'usageplans/*/keys/*/usage', updateUsage],
  ...REST_API_OPERATIONS,
];
