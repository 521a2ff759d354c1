import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isLargerThan, jsonSizeBound } from '../../../lib/local/functions/json-size.ts';

describe('jsonSizeBound', () => {
  it('is never less than the bytes of the JSON', () => {
    const plain = fc.jsonValue({ maxDepth: 4 });
    fc.assert(fc.property(plain, (value) => jsonSizeBound(value) >= Buffer.byteLength(JSON.stringify(value))));
  });

  it.each([undefined, new Date(0), () => 1, 1n, Number.NaN, { a: undefined }, new Map(), [Symbol('a')]])(
    'does not tell for %p, which JSON would change',
    (value) => {
      expect(jsonSizeBound(value)).toBeNaN();
    },
  );

  it('does not tell for a value in a circle', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(jsonSizeBound(circle)).toBeNaN();
  });
});

describe('isLargerThan', () => {
  it('weighs the JSON where the bound is over the limit', () => {
    expect([isLargerThan(10, '12345678'), isLargerThan(10, '123456789')]).toEqual([false, true]);
  });
});
