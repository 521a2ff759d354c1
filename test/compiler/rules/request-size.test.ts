import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

const problemsOf = (place: string, required: boolean, length: number) =>
  compileYaml(`
    paths: { /a: { get: { parameters: [{ name: ${'n'.repeat(length)}, in: ${place}, required: ${required}, schema: { type: string } }] } } }
  `).problems;

describe('requestSize', () => {
  it.each(['query', 'header'])('refuses required names in the %s that are longer than any request', (place) => {
    expect(problemsOf(place, true, 10_000)).toEqual([]);
    expect(problemsOf(place, true, 10_240)).toEqual([
      expect.stringMatching(/^error request-size .* at least 10\d{3} bytes/),
    ]);
  });

  it('has nothing against what need not be sent', () => {
    expect(problemsOf('query', false, 10_240)).toEqual([]);
  });
});
