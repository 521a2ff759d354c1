import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parsePath } from '../../../../lambdas/core/routing/parse-path.ts';

const path = fc
  .array(fc.constantFrom('a', 'Z9', '.', '..', '-', '~', '_', '/', ';'), { maxLength: 8 })
  .map((parts) => `/${parts.join('')}`);

/** What a path means to us: the same for all its spellings. */
function meaning(text: string) {
  const parsed = parsePath(text);
  return parsed.kind === 'parsed' ? parsed.segments.map(({ decoded }) => decoded) : parsed;
}

describe('parsePath', () => {
  it('reads a path as it reads its other spellings', () => {
    fc.assert(
      fc.property(path, fc.nat(), (plain, place) => {
        const at = 1 + (place % plain.length);
        const character = plain.charAt(at);
        fc.pre(character !== '' && character !== '/');
        const encoded = `%${character.charCodeAt(0).toString(16)}`;
        expect(meaning(plain.slice(0, at) + encoded + plain.slice(at + 1))).toEqual(meaning(plain));
      }),
    );
  });
});
