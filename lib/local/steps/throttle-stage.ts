import type { MethodSettings } from '../assembly/assembly.ts';
import type { Method, RestApi } from '../rest-api/rest-api.ts';
import type { Exchange, MethodThrottle, Refusal } from './exchange.ts';
import type { GatewayTools } from './gateway-tools.ts';
import { THROTTLED } from './refusals.ts';

/** Limits that any method setting brings with it where it sets none (recorded: stage from CloudFormation). */
const ACCOUNT_LIMITS = { rateLimit: 10_000, burstLimit: 5_000 };

/** The stage's throttle of each method; what `*` sets is a default for each method, with a bucket each. */
export function methodThrottles(
  api: RestApi,
  stageName: string,
  settings: readonly MethodSettings[],
): ReadonlyMap<Method, MethodThrottle> {
  const throttled = new Map<Method, MethodThrottle>();
  for (const method of api.resources.flatMap((resource) => resource.methods)) {
    const setting =
      settings.find((item) => matches(item, method)) ??
      settings.find((item) => item.path === '/*' && item.method === '*');
    const { rateLimit, burstLimit } = setting?.throttle ?? {};
    if (rateLimit === undefined && burstLimit === undefined) continue;
    throttled.set(method, {
      bucket: `${api.id}:${stageName}${method.resourcePath}/${method.httpMethod}`,
      rateLimit: rateLimit ?? ACCOUNT_LIMITS.rateLimit,
      burstLimit: burstLimit ?? ACCOUNT_LIMITS.burstLimit,
    });
  }
  return throttled;
}

function matches(setting: MethodSettings, method: Method): boolean {
  return setting.path === method.resourcePath && setting.method === method.httpMethod;
}

/** The stage's throttle of the method, then the account's where there is to be one: 10,000 per second are beyond this machine. */
export function throttleStage(
  exchange: Exchange,
  { throttles, behaviour }: Pick<GatewayTools, 'throttles' | 'behaviour'>,
): Refusal | undefined {
  const limits = exchange.stage.throttles.get(exchange.method);
  if (limits !== undefined && !throttles.take(limits.bucket, limits, exchange.now)) return THROTTLED;
  const rateLimit = behaviour['account-throttle'];
  if (rateLimit === 0) return undefined;
  return throttles.take('account', { rateLimit, burstLimit: Math.ceil(rateLimit / 2) }, exchange.now)
    ? undefined
    : THROTTLED;
}
