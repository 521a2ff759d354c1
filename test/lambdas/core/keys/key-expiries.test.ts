import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expiryRow, expiryRowsOf, hoursDue, nextHour } from '../../../../lambdas/core/keys/key-expiries.ts';

const HOUR = 3_600_000;
const instant = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2040, 0) });
const id = fc.stringMatching(/^[a-z0-9]{10}$/);

describe('hoursDue', () => {
  it('comes to the row of every key whose time is over, however late the runs are', () => {
    fc.assert(
      fc.property(
        instant,
        id,
        fc.array(fc.integer({ min: 0, max: 60 * HOUR }), { minLength: 1, maxLength: 8 }),
        (at, key, pauses) => {
          let now = at - HOUR / 2;
          let cursor = nextHour(hoursDue(undefined, now), now);
          const seen: string[] = [];
          // The last run is surely after the end; each one catches up with two days.
          for (const pause of [...pauses, 2 * HOUR, ...Array.from({ length: 12 }, () => 0)]) {
            now += pause;
            const hours = hoursDue(cursor, now);
            seen.push(...hours.flatMap(expiryRowsOf));
            cursor = nextHour(hours, now);
          }
          expect(seen).toContain(expiryRow(key, at).pk);
        },
      ),
    );
  });

  it('reads a bounded number of rows', () => {
    fc.assert(
      fc.property(fc.option(fc.nat(600_000), { nil: undefined }), instant, (cursor, now) => {
        expect(hoursDue(cursor, now).flatMap(expiryRowsOf).length).toBeLessThanOrEqual(48 * 16);
      }),
    );
  });
});

describe('expiryRow', () => {
  it('keeps the row longer than its last key', () => {
    fc.assert(
      fc.property(instant, id, (at, key) => {
        expect(expiryRow(key, at).ttl * 1000).toBeGreaterThan(at + 80 * 24 * HOUR);
      }),
    );
  });
});
