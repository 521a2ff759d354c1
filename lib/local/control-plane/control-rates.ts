import type { BucketLimits } from '../steps/take-token.ts';
import type { ControlPlaneTools } from './control-plane.ts';

/** Of all calls together, and of single operations (developer guide, "Quotas for creating, deploying and managing a REST API"). */
const ALL: BucketLimits = { rateLimit: 10, burstLimit: 40 };
const RATES: Readonly<Record<string, BucketLimits>> = {
  'POST apikeys': { rateLimit: 5, burstLimit: 5 },
  'DELETE apikeys/*': { rateLimit: 5, burstLimit: 5 },
  'PATCH usageplans/*': { rateLimit: 1 / 20, burstLimit: 1 },
  'POST restapis/*/deployments': { rateLimit: 1 / 5, burstLimit: 1 },
  'POST restapis/*/resources/*': { rateLimit: 5, burstLimit: 5 },
  'DELETE restapis/*/resources/*': { rateLimit: 5, burstLimit: 5 },
  'PUT restapis/*': { rateLimit: 1, burstLimit: 1 },
  'POST restapis': { rateLimit: 1 / 3, burstLimit: 1 },
  'DELETE restapis/*': { rateLimit: 1 / 30, burstLimit: 1 },
};

/** Whether a call is within the control plane's rates. @param operation method and path, `*` for an id */
export function withinRates(operation: string, { throttles, clock }: ControlPlaneTools): boolean {
  const now = clock();
  const own = RATES[operation];
  return (
    (own === undefined || throttles.take(`control plane: ${operation}`, own, now)) &&
    throttles.take('control plane', ALL, now)
  );
}
