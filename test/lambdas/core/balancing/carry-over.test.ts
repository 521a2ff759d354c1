import { describe, expect, it } from '@jest/globals';
import { carryOver } from '../../../../lambdas/core/balancing/carry-over.ts';
import { observeOutcome } from '../../../../lambdas/core/balancing/observe-outcome.ts';
import { pickTarget } from '../../../../lambdas/core/balancing/pick-target.ts';
import { initialState } from '../../../../lambdas/core/balancing/target-state.ts';
import type { BackendConfig } from '../../../../lambdas/core/router-config.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const NOW = 1_800_000_000_000;
const backend = (...names: string[]): BackendConfig => ({
  balance: 'weighted-random',
  slowStart: 10_000,
  targets: names.map((name) => ({ url: `http://${name}.example`, weight: 1 })),
});
const [two, three] = [backend('a', 'b'), backend('b', 'c', 'a')];
const known = observeOutcome(
  initialState(2, () => 0),
  0,
  { kind: 'unreachable' },
  NOW,
);

describe('carryOver', () => {
  it('keeps what is known of a target, wherever it stands now', () => {
    const state = carryOver(known, two.targets, three.targets, { random: () => 0, joinedAt: NOW });
    expect(state.targets.map(({ restsUntil }) => restsUntil)).toEqual([0, 0, NOW + 5000]);
  });

  it.each([
    ['a little at first', NOW, 0, 0, 50],
    ['its share by and by', NOW, 20_000, 300, 370],
    ['its share at once where it may have been there for long', 0, 0, 300, 370],
  ])('gives a target that joins %s', (_, joinedAt, after, least, most) => {
    const random = seededRandom(3);
    const state = carryOver(
      initialState(2, () => 0),
      two.targets,
      three.targets,
      { random, joinedAt },
    );
    const picks = Array.from({ length: 1000 }, () => pickTarget(three, state, { now: NOW + after, random, tried: [] }));
    const share = picks.filter((pick) => pick?.index === 1).length;
    expect(share).toBeGreaterThanOrEqual(least);
    expect(share).toBeLessThanOrEqual(most);
  });
});
