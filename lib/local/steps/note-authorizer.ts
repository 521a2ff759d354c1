import type { AccessRecord, AuthorizerContext, Refusal } from './exchange.ts';

/**
 * Tells the access log what an authorizer has answered, whether its policy lets the request on or not, and what came of it:
 * phases of their own in the log, `authorizer` and `authorize`.
 */
export function noteAuthorizer(
  log: AccessRecord | undefined,
  context: AuthorizerContext,
  authorizeStatus: 200 | 403,
): void {
  if (log === undefined) return;
  for (const [name, value] of Object.entries(context)) log[`authorizer.${name}`] = value;
  log['authorizer.status'] = log['authorizer.integrationStatus'] = 200;
  log['authorizer.latency'] = context.integrationLatency ?? 0;
  log['authorize.status'] = authorizeStatus;
}

/** Tells the access log that an authorizer was asked and has given no policy. @param latency milliseconds */
export function noteNoPolicy(log: AccessRecord | undefined, { status, message }: Refusal, latency: number): void {
  if (log === undefined) return;
  log['authorizer.latency'] = log['authorizer.integrationLatency'] = latency;
  log['authorizer.integrationStatus'] = 200; // Lambda's own answer, as of an integration
  log['authorizer.status'] = status;
  if (message !== null) log['authorizer.error'] = message;
}
