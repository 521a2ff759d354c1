import { describe, expect, it } from '@jest/globals';
import { nearestWord } from '../../lib/compiler/nearest-word.ts';

describe('nearestWord', () => {
  it.each([
    ['cahce', 'cache'],
    ['Timeout', 'timeout'],
    ['time-out', 'timeout'],
    ['header', 'headers'],
    ['backends', undefined],
    ['ttl', undefined],
    ['x', undefined],
    ['deleteTemplate', undefined],
    ['listTemplats', 'listTemplates'],
  ])('takes %j for %j', (word, expected) => {
    expect(nearestWord(word, ['cache', 'timeout', 'headers', 'y', 'listTemplates'])).toBe(expected);
  });

  it('takes none for what is longer than any name, at once', () => {
    expect(nearestWord('a'.repeat(1_000_000), ['a'.repeat(1_000_001)])).toBeUndefined();
  });
});
