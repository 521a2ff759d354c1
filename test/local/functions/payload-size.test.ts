import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isOver } from '../../../lib/local/functions/payload-size.ts';

it('weighs a text by its bytes', () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 });
  fc.assert(
    fc.property(text, fc.nat(60), (text, limit) => isOver(limit, text) === Buffer.from(text).byteLength > limit),
  );
  expect([isOver(3, 'äb'), isOver(3, 'äö')]).toEqual([false, true]);
});
