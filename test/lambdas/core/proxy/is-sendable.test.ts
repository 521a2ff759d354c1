import { validateHeaderName, validateHeaderValue } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSendable } from '../../../../lambdas/core/proxy/is-sendable.ts';

const name = fc.oneof(fc.constantFrom('accept', 'X_Y', ''), fc.string({ maxLength: 4 }));
const value = fc.oneof(
  fc.constantFrom('a', '', 'caf\u00e9', 'a\tb', '\u007f', '\r\nx: y'),
  fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((octet) => String.fromCharCode(octet)), maxLength: 4 }),
);

function isSent([name, value]: readonly [string, string]): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

describe('isSendable', () => {
  it('takes just the fields that node:http sends', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 3 }), (fields) => {
        expect(isSendable(fields)).toBe(fields.every(isSent));
      }),
      { numRuns: 1000 },
    );
  });
});
