import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileHostile } from '../fuzz/compile-hostile.ts';
import { mutatedText } from '../fuzz/mutated-text.ts';
import { draws } from '../support/draws.ts';

describe('compile', () => {
  // The long form is `npm run fuzz`.
  it('makes of whatever a text holds problems with a place and a sentence, or a model that API Gateway imports', () => {
    fc.assert(
      fc.property(mutatedText, fc.constantFrom(3, 300), ({ file, content }, resourceQuota) => {
        expect(compileHostile(file, content, resourceQuota).complaints).toEqual([]);
      }),
      { numRuns: draws(300) },
    );
  });
});
