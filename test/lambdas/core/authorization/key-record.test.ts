import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keyItem, readKeyItem } from '../../../../lambdas/core/authorization/key-record.ts';

const record = { id: 'a1', consumer: 'acme', plan: 'team', expires: 1_800_000_000, operations: ['getPet'] };

describe('the row of an API key', () => {
  it('is read as it was written', () => {
    const text = fc.string();
    const records = fc.record(
      { id: text, consumer: text, plan: text, expires: fc.integer(), operations: fc.array(text) },
      { requiredKeys: ['id', 'consumer', 'plan'] },
    );
    fc.assert(fc.property(records, (written) => expect(readKeyItem({ ...keyItem(written) })).toEqual(written)));
  });

  it.each([
    ['no plan', { ...keyItem(record), plan: undefined }],
    ['an expiry that is no number', { ...keyItem(record), expires: { N: 'soon' } }],
    ['an expiry of another type', { ...keyItem(record), expires: { S: 'soon' } }],
    ['operations that are no list', { ...keyItem(record), operations: { S: '"getPet"' } }],
    ['operations that are no JSON', { ...keyItem(record), operations: { S: 'getPet' } }],
  ])('is none with %s', (_, item) => expect(readKeyItem(item)).toBeUndefined());
});
