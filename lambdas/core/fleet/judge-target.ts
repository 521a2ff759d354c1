import type { HealthCheck } from '../router-config.ts';

/**
 * Whether a target is healthy: one probe where it says what is known already; where it does not, as many in a row as make
 * a transition, at once (Envoy's edge intervals). So the function that asks by the minute needs no memory of its own.
 */
export async function judgeTarget(
  { healthyThreshold, unhealthyThreshold }: Pick<HealthCheck, 'healthyThreshold' | 'unhealthyThreshold'>,
  wasHealthy: boolean,
  /** Resolves to whether the target passed. */
  probe: (serial: number) => Promise<boolean>,
): Promise<boolean> {
  const isHealthy = await probe(0);
  if (isHealthy === wasHealthy) return wasHealthy;
  const threshold = isHealthy ? healthyThreshold : unhealthyThreshold;
  for (let serial = 1; serial < threshold; serial += 1) {
    if ((await probe(serial)) !== isHealthy) return wasHealthy;
  }
  return isHealthy;
}

/** Whether a check is due in this minute: every instance and every deploy agrees on it. */
export const isDue = ({ interval }: Pick<HealthCheck, 'interval'>, now: number): boolean =>
  Math.floor(now / 60_000) % interval === 0;
