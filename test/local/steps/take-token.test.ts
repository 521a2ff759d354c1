import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Bucket, takeToken } from '../../../lib/local/steps/take-token.ts';

describe('takeToken', () => {
  it('lets through a burst, then what the rate fills in', () => {
    const limits = { rateLimit: 2, burstLimit: 3 };
    let bucket: Bucket | undefined;
    const at = (now: number) => {
      const taken = takeToken(bucket, limits, now);
      bucket = taken.bucket;
      return taken.allowed;
    };
    expect([at(0), at(0), at(0), at(0), at(499), at(500), at(500), at(10_000)]).toEqual([
      true,
      true,
      true,
      false,
      false,
      true,
      false,
      true,
    ]);
  });

  it.each([
    { rateLimit: 0, burstLimit: 0 },
    { rateLimit: 100, burstLimit: 0 },
  ])('lets nothing through at %j', (limits) => {
    expect(takeToken(undefined, limits, 0).allowed).toBe(false);
  });

  it('never lets through more than burst + rate x time', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 100 });
    fc.assert(
      fc.property(
        steps,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        (waits, rateLimit, burstLimit) => {
          let now = 0;
          let allowed = 0;
          let bucket: Bucket | undefined;
          for (const wait of waits) {
            now += wait;
            const taken = takeToken(bucket, { rateLimit, burstLimit }, now);
            bucket = taken.bucket;
            if (taken.allowed) allowed++;
          }
          expect(allowed).toBeLessThanOrEqual(burstLimit + (rateLimit * now) / 1000 + 1e-6);
        },
      ),
    );
  });
});
