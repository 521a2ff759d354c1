import { crc32 as ofZlib } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { crc32 } from '../../../../lambdas/core/keys/crc32.ts';

describe('crc32', () => {
  it('is that of zlib', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => expect(crc32(text)).toBe(ofZlib(text))));
  });
});
