import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decodeBase64Url,
  decodeUtf8,
} from '../../../../../../lambdas/core/authorization/credentials/tokens/decode-strictly.ts';

describe('decodeBase64Url', () => {
  const isWritten = (text: string) => Buffer.from(text, 'base64url').toString('base64url') === text;

  it('decodes what an encoder writes, and nothing else', () => {
    const character = fc.constantFrom(...'AQgwBCZaz09-_+/= \n\té\0!%.');
    const text = fc.oneof(fc.string({ unit: character, maxLength: 12 }), fc.string({ maxLength: 12 }));
    fc.assert(
      fc.property(text, (given) => {
        expect(decodeBase64Url(given)).toEqual(isWritten(given) ? Buffer.from(given, 'base64url') : undefined);
      }),
      { numRuns: 2000 },
    );
  });

  it('decodes all bytes, and refuses each other last character', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let length = 0; length < 9; length++) {
      for (const last of alphabet) {
        const given = `${'A'.repeat(Math.max(0, length - 1))}${length === 0 ? '' : last}`;
        expect(decodeBase64Url(given) !== undefined).toBe(isWritten(given));
      }
    }
  });
});

describe('decodeUtf8', () => {
  it('gives back what comes back as the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 8 }), (array) => {
        const bytes = Buffer.from(array);
        const isUtf8 = Buffer.from(bytes.toString('utf8')).equals(bytes);
        expect(decodeUtf8(bytes)).toBe(isUtf8 ? bytes.toString('utf8') : undefined);
      }),
    );
    expect(decodeUtf8(Buffer.from('\uFFFD'))).toBe('\uFFFD');
  });
});
