import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchWildcard } from '../../../lib/local/steps/match-wildcard.ts';

describe('matchWildcard', () => {
  it('agrees with the same pattern as a regular expression', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/') });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?') });
    fc.assert(
      fc.property(pattern, text, (wildcard, candidate) => {
        const expression = wildcard.replaceAll('*', '[^]*').replaceAll('?', '[^]');
        expect(matchWildcard(wildcard, candidate)).toBe(new RegExp(`^${expression}$`).test(candidate));
      }),
    );
  });

  it('answers at once where a backtracking expression would not', () => {
    expect(matchWildcard(`${'*a'.repeat(60)}b`, 'a'.repeat(1600))).toBe(false);
  });
});
