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
  ])('takes %j for %j', (word, expected) => {
    expect(nearestWord(word, ['cache', 'timeout', 'headers', 'y'])).toBe(expected);
  });
});
