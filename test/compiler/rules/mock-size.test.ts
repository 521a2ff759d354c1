import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('mockSize', () => {
  it.each([
    ['a text', (body: string) => `x-gateway: { mock: { body: ${body} } }`],
    [
      'an example',
      (body: string) =>
        `x-gateway: { mock: true }, responses: { '200': { content: { text/plain: { example: ${body} } } } }`,
    ],
  ])('refuses %s that no Lambda can answer with, and takes one that fits', (_, operation) => {
    const problemsOf = (bytes: number) =>
      compileYaml(`paths: { /a: { get: { ${operation('é'.repeat(bytes / 2))} } } }`).problems;
    expect(problemsOf(4_500_002)).toEqual([
      'error mock-size /paths/~1a/get/x-gateway/mock: the mocked body of "GET /a" has 4500002 bytes, a Lambda answers with 4500000 (6 MB of base64), shorten it or let a target answer',
    ]);
    expect(problemsOf(4_500_000)).toEqual([]);
  });
});
