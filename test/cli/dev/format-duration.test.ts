import { describe, expect, it } from '@jest/globals';
import { formatDuration } from '../../../lib/cli/dev/format-duration.ts';

describe('formatDuration', () => {
  it.each([
    [86_400_000, '1d'],
    [7_200_000, '2h'],
    [90_000, '90s'],
    [300_000, '5m'],
    [250, '250ms'],
    [0, '0ms'],
  ])('writes %d ms as %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});
