import type { MethodSettingRecord } from '../rest-api/api-record.ts';
import type { Method, RestApi } from '../rest-api/rest-api.ts';
import type { Exchange, MethodThrottle, Refusal } from './exchange.ts';
import type { GatewayTools } from './gateway-tools.ts';
import { THROTTLED } from './refusals.ts';

/** The stage's throttle of each method; what `*` sets is a default for each method, with a bucket each. */
export function methodThrottles(
  api: RestApi,
  stageName: string,
  settings: Readonly<Record<string, MethodSettingRecord>>,
): ReadonlyMap<Method, MethodThrottle> {
  const throttled = new Map<Method, MethodThrottle>();
  for (const method of api.resources.flatMap((resource) => resource.methods)) {
    const path = method.resourcePath.replaceAll('/', '~1');
    const setting = settings[`${path}/${method.httpMethod}`] ?? settings['*/*'] ?? {};
    const { throttlingRateLimit: rateLimit, throttlingBurstLimit: burstLimit } = setting;
    // A negative limit is none (UpdateStage takes -1).
    if (typeof rateLimit !== 'number' || typeof burstLimit !== 'number' || rateLimit < 0 || burstLimit < 0) continue;
    throttled.set(method, {
      bucket: `${api.id}:${stageName}${method.resourcePath}/${method.httpMethod}`,
      rateLimit,
      burstLimit,
    });
  }
  return throttled;
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
