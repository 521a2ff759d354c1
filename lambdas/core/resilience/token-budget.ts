/**
 * What an instance may send beyond its clients' requests, as a token bucket that outlives the invocation. A share of the
 * requests in flight, Envoy's way, says nothing where an instance serves one at a time. Nothing is earned by time alone:
 * 200 instances with Finagle's floor of 10 a second would be 2,000 retries a second.
 */
export interface TokenBudget {
  readonly tokens: number;
}

export interface BudgetLimits {
  /** Tokens that each request earns. */
  readonly ratio: number;
  /** Tokens that can be saved up. */
  readonly most: number;
}

/** 20 % as Envoy's and Finagle's retry budgets; 10 saved up as in gRPC's retry throttling (proposal A6), from the start. */
export const RETRY_BUDGET: BudgetLimits = { ratio: 0.2, most: 10 };

/** 2 %: between Finagle's 1 % (`maxExtraLoad`) and what Dean and Barroso saw ("The Tail at Scale"). */
export const HEDGE_BUDGET: BudgetLimits = { ratio: 0.02, most: 2 };

/** Gives tokens back. */
export const refund = ({ tokens }: TokenBudget, { most }: BudgetLimits, count: number): TokenBudget => ({
  tokens: Math.min(most, tokens + count),
});

export function earn({ tokens }: TokenBudget, { ratio, most }: BudgetLimits): TokenBudget {
  return tokens >= most ? { tokens } : { tokens: Math.min(most, tokens + ratio) };
}

/** The budget after one more try, or `undefined` where it does not allow one. */
export function spend({ tokens }: TokenBudget): TokenBudget | undefined {
  // Fifty times 0.02 is a hair less than 1.
  return tokens > 1 - 1e-9 ? { tokens: Math.max(0, tokens - 1) } : undefined;
}
