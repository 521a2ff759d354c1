import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allowance, nextStep, type RateLimit } from '../../../../lambdas/core/limiting/rate-limit.ts';
import { shardLimit, shardsOf } from '../../../../lambdas/core/limiting/shards.ts';

const limits: fc.Arbitrary<RateLimit> = fc.record({
  rate: fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0.01, max: 10, noNaN: true })),
  burst: fc.integer({ min: 1, max: 1000 }),
});
/** Microseconds between requests. */
const gaps = fc.array(fc.oneof(fc.nat(1000), fc.nat(2_000_000)), { maxLength: 300 });

/** The table's side of a step. */
function apply(limit: RateLimit, arrival: number | undefined, now: number): number | undefined {
  const step = nextStep(limit, arrival, now);
  if (step.kind === 'refuse') return undefined;
  return step.kind === 'begin' ? step.to : (arrival ?? 0) + step.by;
}

describe('nextStep', () => {
  it('lets in what a token bucket lets in', () => {
    fc.assert(
      fc.property(limits, gaps, (limit, arrivals) => {
        const by = Math.ceil(1_000_000 / limit.rate);
        // In microseconds of filling, so that the reference is as exact.
        let [tokens, last, now] = [limit.burst * by, 0, 1_000_000];
        let arrival: number | undefined;
        for (const gap of arrivals) {
          now += gap;
          tokens = Math.min(limit.burst * by, tokens + now - last);
          last = now;
          const moved = apply(limit, arrival, now);
          expect(moved !== undefined).toBe(tokens >= by);
          if (moved === undefined) continue;
          tokens -= by;
          arrival = moved;
        }
      }),
    );
  });

  it('never lets in more than the rate and one burst, in whatever span', () => {
    fc.assert(
      fc.property(limits, gaps, (limit, arrivals) => {
        const admitted: number[] = [];
        let [now, arrival]: [number, number | undefined] = [0, undefined];
        for (const gap of arrivals) {
          now += gap;
          const moved = apply(limit, arrival, now);
          if (moved === undefined) continue;
          arrival = moved;
          admitted.push(now);
        }
        for (const [first, start] of admitted.entries())
          expect(admitted.length - first).toBeLessThanOrEqual(
            limit.burst + ((admitted.at(-1) ?? 0) - start) * (limit.rate / 1e6) + 1e-6,
          );
      }),
    );
  });
});

describe('allowance', () => {
  it('says when the next request may come, and how many', () => {
    const limit = { rate: 2, burst: 3 };
    expect(allowance(limit, 0, 1_000_000)).toEqual({ remaining: 3, reset: 0, retryAfter: 0 });
    expect(allowance(limit, 1_500_000, 1_000_000)).toEqual({ remaining: 2, reset: 1, retryAfter: 0 });
    expect(allowance(limit, 2_500_000, 1_000_000)).toEqual({ remaining: 0, reset: 2, retryAfter: 1 });
  });
});

describe('shardsOf', () => {
  it('deals out the limit and no more, each share of use', () => {
    fc.assert(
      fc.property(limits, (limit) => {
        const count = shardsOf(limit);
        const shares = Array.from({ length: count }, (_, shard) => shardLimit(limit, count, shard));
        expect(shares.reduce((sum, { burst }) => sum + burst, 0)).toBe(limit.burst);
        expect(shares.reduce((sum, { rate }) => sum + rate, 0)).toBeCloseTo(limit.rate, 6);
        for (const { burst } of shares) expect(burst).toBeGreaterThanOrEqual(Math.min(limit.burst, 20));
      }),
    );
  });
});
