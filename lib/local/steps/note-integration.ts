import type { Exchange } from './exchange.ts';

/** Tells the access log how long an integration took and what it answered; `-` where it did not. */
export function noteIntegration({ log }: Exchange, latency: number, status: number | '-'): void {
  if (log === undefined) return;
  log['integration.latency'] = log.integrationLatency = latency;
  log['integration.status'] = log['integration.integrationStatus'] = log.integrationStatus = status;
}
