import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { freshened, validationFields } from '../../../../lambdas/core/caching/validation.ts';
import { DATE, fields, storedResponse } from './messages.ts';

const stored = storedResponse({
  headers: [DATE, ...fields('ETag: "a"', 'Last-Modified: yesterday', 'Content-Length: 10', 'X-Old: 1', 'x-both: 1')],
});
const update = (status: number, ...lines: string[]) => freshened(stored, { status, headers: fields(...lines) });

describe('validationFields', () => {
  it("puts the stored validators in the place of the client's", () => {
    expect(validationFields(fields('If-None-Match: "b"', 'if-modified-since: x', 'Accept: a'), stored)).toEqual(
      fields('Accept: a', 'If-None-Match: "a"', 'If-Modified-Since: yesterday'),
    );
  });
});

describe('freshened', () => {
  it('takes over every field that a 304 has, but for those of the body', () => {
    const response = update(
      304,
      'ETag: "a"',
      'X-Both: 2',
      'X-New: 1',
      'Content-Length: 5',
      'Content-Encoding: br',
      'Age: 3',
    );
    expect(response?.headers).toEqual(
      fields(
        'Last-Modified: yesterday',
        'Content-Length: 10',
        'X-Old: 1',
        'ETag: "a"',
        'X-Both: 2',
        'X-New: 1',
        'Age: 3',
      ),
    );
    expect(response?.body).toBe(stored.body);
  });

  it.each([
    [304, [], true],
    [304, ['Last-Modified: yesterday'], true],
    [304, ['ETag: "a"', 'Last-Modified: today'], true],
    [304, ['ETag: "b"'], false],
    [304, ['ETag: W/"a"'], false],
    [304, ['Last-Modified: today'], false],
    [200, ['ETag: "a"'], true],
    [200, ['Last-Modified: today'], false],
  ] as const)('status %i with %j is about the stored response: %s', (status, lines, expected) => {
    expect(update(status, ...lines) !== undefined).toBe(expected);
  });

  it('takes a HEAD of another length for another response', () => {
    const said = (wholeLength: number) => freshened(stored, { status: 200, headers: [], wholeLength });
    expect([said(10) !== undefined, said(11)]).toEqual([true, undefined]);
  });

  it('leaves each field with the lines of the 304, else its own, and never both', () => {
    const lines = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'A'), fc.constantFrom('1', '2')));
    fc.assert(
      fc.property(lines, lines, (old, renewed) => {
        const merged = freshened(storedResponse({ headers: old }), { status: 304, headers: renewed })?.headers ?? [];
        for (const name of ['a', 'b', 'c']) {
          const of = (headers: typeof merged) => headers.filter(([field]) => field.toLowerCase() === name);
          expect(of(merged)).toEqual(of(renewed).length > 0 ? of(renewed) : of(old));
        }
      }),
    );
  });
});
