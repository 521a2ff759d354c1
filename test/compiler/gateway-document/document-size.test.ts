import { describe, expect, it } from '@jest/globals';
import { documentSize } from '../../../lib/compiler/gateway-document/document-size.ts';
import { aModel, anOperation } from '../../support/api-models.ts';

const sizeOf = (count: number) =>
  documentSize(
    aModel(Array.from({ length: count }, (_, index) => anOperation({ path: `/${'p'.repeat(100)}${index}` }))),
  );

describe('documentSize', () => {
  it('has nothing against what fits into a template', () => {
    expect(sizeOf(1000)).toEqual([]);
  });

  it('refuses a gateway document that leaves no room in a template, and says its size', () => {
    expect(sizeOf(2000)).toEqual([
      expect.objectContaining({
        severity: 'error',
        rule: 'document-size',
        message: expect.stringMatching(/ has \d{6,} bytes/),
      }),
    ]);
  });
});
