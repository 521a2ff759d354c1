import { describe, expect, it } from '@jest/globals';
import { earn, HEDGE_BUDGET, RETRY_BUDGET, spend } from '../../../../lambdas/core/resilience/token-budget.ts';

/** Extra tries of so many requests that want one each. */
function extra(requests: number, limits: typeof RETRY_BUDGET, tokens: number): number {
  let budget = { tokens };
  let count = 0;
  for (let request = 0; request < requests; request++) {
    budget = earn(budget, limits);
    const left = spend(budget);
    if (left !== undefined) count += 1;
    budget = left ?? budget;
  }
  return count;
}

describe('a token budget', () => {
  it('retries a fifth of the requests, and ten that were saved up', () => {
    expect(extra(1000, RETRY_BUDGET, 10)).toBe(209);
  });

  it('hedges one request in fifty', () => {
    expect(extra(1000, HEDGE_BUDGET, 0)).toBe(20);
  });

  it('saves up no more than its limit', () => {
    expect(earn({ tokens: 10 }, RETRY_BUDGET)).toEqual({ tokens: 10 });
    expect(earn({ tokens: 9.9 }, RETRY_BUDGET)).toEqual({ tokens: 10 });
  });
});
