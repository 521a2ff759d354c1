import type { Assembly } from '../assembly/assembly.ts';
import type { ServerRequest } from '../http-server.ts';
import type { PlanDirectory } from '../plans/plan-directory.ts';
import type { QuotaCounters } from '../plans/quota-counters.ts';
import type { LocalState } from '../state/local-state.ts';
import type { AuthorizerCache } from '../steps/authorizer-cache.ts';
import type { Answer } from '../steps/exchange.ts';
import { readHeader } from '../steps/read-header.ts';
import { createApiKey, deleteApiKey, getApiKey, getApiKeys, updateApiKey } from './api-keys.ts';
import { type ControlAnswer, refused, toAnswer } from './control-answer.ts';
import { type ControlRequest, controlRequest } from './control-request.ts';
import { flushAuthorizersCache } from './flush-authorizers-cache.ts';
import { importApiKeys } from './import-api-keys.ts';
import { getRestApi, getRestApis, getStage, getStages } from './rest-apis.ts';
import { getUsage, updateUsage } from './usage.ts';
import { createUsagePlanKey, deleteUsagePlanKey, getUsagePlanKey, getUsagePlanKeys } from './usage-plan-keys.ts';
import { createUsagePlan, deleteUsagePlan, getUsagePlan, getUsagePlans, updateUsagePlan } from './usage-plans.ts';

export interface ControlPlaneTools {
  readonly state: LocalState;
  readonly plans: PlanDirectory;
  readonly counters: QuotaCounters;
  readonly cache: AuthorizerCache;
  readonly assembly: () => Assembly;
  readonly clock: () => number;
}

/** @param ids what stands in the path's placeholders */
export type ControlOperation = (
  request: ControlRequest,
  tools: ControlPlaneTools,
  ids: readonly string[],
) => ControlAnswer;

/** Method and path of API Gateway's REST API (v1), each with what does it. `*` is an id. */
const OPERATIONS: readonly (readonly [method: string, path: string, operation: ControlOperation])[] = [
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
  ['GET', 'restapis', getRestApis],
  ['GET', 'restapis/*', getRestApi],
  ['GET', 'restapis/*/stages', getStages],
  ['GET', 'restapis/*/stages/*', getStage],
  ['DELETE', 'restapis/*/stages/*/cache/authorizers', flushAuthorizersCache],
];

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

/**
 * A page in a browser of this machine reaches the port too, under a name of its own or with an `Origin`. A target's page
 * that is served on this port has neither when it GETs; every browser adds the other field, which no page can take away.
 */
const WEB_PAGE = ['origin', 'sec-fetch-site'];

/** API Gateway's control plane for keys and usage plans, so that the AWS SDK and CLI work against the local gateway. */
export function controlPlane({ method, url, body, host, rawHeaders }: ServerRequest, tools: ControlPlaneTools): Answer {
  if (!LOOPBACK.test(host) || WEB_PAGE.some((name) => readHeader(rawHeaders, name) !== undefined)) {
    return toAnswer(
      refused(
        403,
        'the control plane answers programs of this machine, no web pages: use http://127.0.0.1 as endpoint',
      ),
    );
  }
  const request = controlRequest(method, url, body);
  for (const [operationMethod, path, operation] of OPERATIONS) {
    const ids = operationMethod === method ? matchPath(path, request.segments) : undefined;
    if (ids !== undefined) return toAnswer(operation(request, tools, ids));
  }
  const path = `/${request.segments.join('/')}`;
  return toAnswer(
    refused(
      400,
      `${method} ${path} is no operation of the local control plane: it has API keys, usage plans, usage, REST APIs and stages`,
    ),
  );
}

function matchPath(template: string, segments: readonly string[]): string[] | undefined {
  const parts = template.split('/');
  if (parts.length !== segments.length) return undefined;
  const ids: string[] = [];
  for (const [i, part] of parts.entries()) {
    const segment = segments[i] ?? '';
    if (part === '*') ids.push(segment);
    else if (part !== segment) return undefined;
  }
  return ids;
}
