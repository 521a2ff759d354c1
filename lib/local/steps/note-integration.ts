import type { Exchange } from './exchange.ts';

/**
 * Tells the access log how long an integration took and what it answered; `-` where it did not.
 * @param code what the function's code answered, where `status` is that of the Lambda service (developer guide, variables)
 */
export function noteIntegration(
  { log }: Exchange,
  latency: number,
  status: number | '-',
  code: number | '-' = status,
): void {
  if (log === undefined) return;
  log['integration.latency'] = log.integrationLatency = latency;
  log['integration.integrationStatus'] = log.integrationStatus = status;
  log['integration.status'] = code;
}
