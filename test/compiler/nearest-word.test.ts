import { describe, expect, it } from '@jest/globals';
import { nearestAmong, nearestWord } from '../../lib/compiler/nearest-word.ts';

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

describe('nearestAmong', () => {
  it('knows the nearest of each word, as long as that takes little time', () => {
    const names = Array.from({ length: 5000 }, (_, index) => `operation-${index}-of-many`);
    const nearest = nearestAmong(names);
    const start = performance.now();
    const found = names.map((name) => nearest(`${name}x`));
    expect(performance.now() - start).toBeLessThan(2000);
    expect(found.slice(0, 4)).toEqual(names.slice(0, 4));
    expect(found.at(-1)).toBeUndefined();
  });
});
