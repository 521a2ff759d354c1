import { numberOf, objectOf } from '../json-values.ts';
import type { ThrottleSettings } from './assembly.ts';

/** CloudFormation's `{ RateLimit, BurstLimit }`; a limit that is not given is absent. */
export function throttleSettings(value: unknown): Partial<ThrottleSettings> {
  const { RateLimit, BurstLimit } = objectOf(value);
  const rateLimit = numberOf(RateLimit);
  const burstLimit = numberOf(BurstLimit);
  return { ...(rateLimit !== undefined && { rateLimit }), ...(burstLimit !== undefined && { burstLimit }) };
}
