/** How long the answers of an operation take on this instance, and what may be sent beyond its requests. */
import { observeLatency, patience } from '../core/resilience/latency-estimate.ts';
import { emptyWindow, p95, remember } from '../core/resilience/latency-window.ts';
import { earn, HEDGE_BUDGET, RETRY_BUDGET, refund, spend } from '../core/resilience/token-budget.ts';
import type { HedgePolicy } from '../core/router-config.ts';
import type { AnswerBody } from './answer.ts';
import type { Attempt, StartedAs } from './attempt.ts';
import type { Backend } from './backends.ts';

/** Milliseconds after which a try is late; `undefined` where the operation is not known yet. */
export const patienceOf = ({ latencies }: Backend, operation: string): number | undefined =>
  patience(latencies.get(operation));

/** Milliseconds after which the first try is hedged. */
export function hedgeDelay({ windows }: Backend, operation: string, hedge: HedgePolicy | undefined) {
  return hedge && (hedge.after ?? p95(windows.get(operation) ?? emptyWindow));
}

export function noteLatency(
  backend: Backend,
  operation: string,
  latency: number,
  hedge: HedgePolicy | undefined,
): void {
  backend.latencies.set(operation, observeLatency(backend.latencies.get(operation), latency));
  if (hedge !== undefined && hedge.after === undefined) {
    backend.windows.set(operation, remember(backend.windows.get(operation) ?? emptyWindow, latency));
  }
}

export function earnTries(backend: Backend, hedge: HedgePolicy | undefined): void {
  backend.retries = earn(backend.retries, RETRY_BUDGET);
  if (hedge !== undefined) backend.hedges = earn(backend.hedges, HEDGE_BUDGET);
}

/** Whether as many retries can be had at once as a request may need; never more than can be saved up. */
export const canPayFor = ({ retries }: Backend, count: number): boolean =>
  retries.tokens >= Math.min(count, RETRY_BUDGET.most);

/** What was sent as first, or not at all, costs nothing. */
export function payFor(backend: Backend, as: StartedAs): void {
  if (as === 'hedge') backend.hedges = spend(backend.hedges) ?? backend.hedges;
  if (as === 'retry' || as === 'late') backend.retries = spend(backend.retries) ?? backend.retries;
}

/**
 * Gives back what the retries of a request cost that were due to a broken target and led to an answer, as AWS's SDKs do: they
 * were no load that a backend could not bear. Those after a sign of overload (a 503, a late answer) stay paid for.
 */
export function refundFor(backend: Backend, attempts: readonly Attempt<AnswerBody>[]): void {
  const saved = attempts.filter(({ as }, place) => as === 'retry' && attempts[place - 1]?.result === 'failed').length;
  if (saved > 0) backend.retries = refund(backend.retries, RETRY_BUDGET, saved);
}
