import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { levelLoads } from '../../../../lambdas/core/balancing/priority-levels.ts';

const loads = (...available: number[]) =>
  levelLoads(available.map((each) => ({ size: 100, available: each }))).map(({ share, panics }) => [
    Math.round(100 * share),
    panics,
  ]);

describe('levelLoads', () => {
  // The examples of Envoy's documentation ("Priority levels", "Panic threshold"), and their edges.
  it.each([
    [
      [100, 100],
      [
        [100, false],
        [0, false],
      ],
    ],
    [
      [72, 100],
      [
        [100, false],
        [0, false],
      ],
    ],
    [
      [71, 100],
      [
        [99, false],
        [1, false],
      ],
    ],
    [
      [50, 100],
      [
        [70, false],
        [30, false],
      ],
    ],
    [
      [25, 100],
      [
        [35, false],
        [65, false],
      ],
    ],
    [
      [0, 100],
      [
        [0, false],
        [100, false],
      ],
    ],
    [
      [72, 72, 100],
      [
        [100, false],
        [0, false],
        [0, false],
      ],
    ],
    [
      [50, 50, 100],
      [
        [70, false],
        [30, false],
        [0, false],
      ],
    ],
    [
      [25, 100, 100],
      [
        [35, false],
        [65, false],
        [0, false],
      ],
    ],
    [
      [25, 25, 100],
      [
        [35, false],
        [35, false],
        [30, false],
      ],
    ],
    [
      [25, 25, 20],
      [
        [33, true],
        [33, true],
        [33, true],
      ],
    ],
    [
      [50, 60],
      [
        [70, false],
        [30, false],
      ],
    ],
    [
      [5, 65],
      [
        [7, true],
        [93, false],
      ],
    ],
    [
      [0, 0],
      [
        [50, true],
        [50, true],
      ],
    ],
    [[49], [[100, true]]],
    [[50], [[100, false]]],
  ])('spreads availability of %j%% as %j', (available, expected) => {
    expect(loads(...available)).toEqual(expected);
  });

  it('takes levels for whole that are so to the last digit, which fractions miss', () => {
    const two = [
      { size: 7, available: 2 },
      { size: 7, available: 3 },
    ];
    expect(levelLoads(two).map(({ share, panics }) => [Math.round(100 * share), panics])).toEqual([
      [40, false],
      [60, false],
    ]);
  });

  it('always spreads the whole', () => {
    const level = fc.tuple(fc.integer({ min: 1, max: 50 }), fc.nat(50)).map(([size, available]) => ({
      size,
      available: Math.min(size, available),
    }));
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 5 }), (levels) => {
        const shares = levelLoads(levels).map(({ share }) => share);
        expect(shares.every((share) => share >= 0)).toBe(true);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
      }),
    );
  });
});
