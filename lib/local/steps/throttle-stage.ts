import type { MethodSettings } from '../assembly/assembly.ts';
import type { Method, RestApi } from '../rest-api/rest-api.ts';
import type { Exchange, MethodThrottle, Refusal } from './exchange.ts';
import { THROTTLED } from './refusals.ts';
import type { Throttles } from './throttles.ts';

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

/** The stage's throttle; the account's is left out, 10,000 requests per second are beyond this machine. */
export function throttleStage(exchange: Exchange, throttles: Throttles): Refusal | undefined {
  const limits = exchange.stage.throttles.get(exchange.method);
  if (limits === undefined) return undefined;
  return throttles.take(limits.bucket, limits, exchange.now) ? undefined : THROTTLED;
}
