/**
 * A request served once more when it has its answer (`stale-while-revalidate`): its own event, handed to Lambda's queue.
 * No client can send one, for API Gateway makes the event, and nobody else may invoke the function.
 */
import type { APIGatewayProxyEvent } from 'aws-lambda';

/** Milliseconds in the queue after which the next request that finds the response stale asks again. */
const OVERDUE = 20_000;

interface RefreshEvent extends APIGatewayProxyEvent {
  /** Milliseconds since the epoch. */
  readonly refreshSince: number;
}

/** @param now milliseconds since the epoch */
export function refreshEvent(event: APIGatewayProxyEvent, now: number): RefreshEvent {
  // The single-valued forms say nothing that the others do not.
  return { ...event, headers: {}, queryStringParameters: null, refreshSince: now };
}

export const isRefresh = (event: APIGatewayProxyEvent): event is RefreshEvent =>
  'refreshSince' in event && typeof event.refreshSince === 'number';

export const isOverdue = ({ refreshSince }: RefreshEvent, now: number): boolean => now - refreshSince > OVERDUE;
