import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { selectingValues, varyNames } from '../../../../lambdas/core/caching/vary.ts';
import type { HeaderField } from '../../../../lambdas/core/messages.ts';
import { fields } from './messages.ts';

const values = (lines: readonly string[], ...names: string[]) => selectingValues(fields(...lines), names);

describe('varyNames', () => {
  it.each([
    [[], []],
    [
      ['Vary: B, a', 'Vary:', 'vary: b'],
      ['a', 'b'],
    ],
    [['Vary: a, *'], undefined],
    [['Vary:', 'Vary: *'], undefined],
  ])('%j: %j', (lines, expected) => {
    expect(varyNames(fields(...lines))).toEqual(expected);
  });
});

describe('selectingValues', () => {
  it.each([
    [['Foo: 1, 2'], ['Foo: 1', 'foo:  2 ']],
    [['Foo: 1,2'], ['Foo:  1 ,  2']],
    [['Foo: "a, b", c'], ['Foo: "a, b",c']],
    [['X-Foo: 1'], ['x_foo: 1']],
  ])('takes %j and %j for the same', (one, other) => {
    expect(values(one, 'foo', 'x-foo')).toEqual(values(other, 'foo', 'x-foo'));
  });

  it.each([
    [['Foo: 1'], ['Foo: 2']],
    [['Foo: 1'], []],
    [['Foo:'], []],
    [['Foo: a'], ['Foo: A']],
    [['Foo: 1, 2'], ['Foo: 2, 1']],
    [['Foo: "a, b"'], ['Foo: "a,b"']],
    [['Foo: a'], ['Foo: a,']],
    [['Foo: a,b'], ['Foo: a,,b']],
    [['Foo:'], ['Foo: ,']],
    [['Foo: a'], ['F_oo: a']],
  ])('tells %j from %j', (one, other) => {
    expect(values(one, 'foo')).not.toEqual(values(other, 'foo'));
  });

  it('knows that the order of languages and encodings says nothing', () => {
    expect(values(['Accept-Language: en, DE;q=0.5'], 'accept-language')).toEqual(
      values(['Accept-Language: de; q=0.5,en'], 'accept-language'),
    );
    expect(values(['Accept-Encoding: gzip, br'], 'accept-encoding')).toEqual(
      values(['Accept-Encoding: br,gzip'], 'accept-encoding'),
    );
  });

  it('leaves what is secret as it is', () => {
    expect(values(['Cookie: a=1, b'], 'cookie')).not.toEqual(values(['Cookie: a=1,b'], 'cookie'));
  });

  it('gives the same for the same field values, whatever else is sent, and in whatever order', () => {
    const name = fc.constantFrom('a', 'B', 'c', 'accept-language');
    const set = fc.uniqueArray(fc.tuple(name, fc.string()), { selector: ([key]) => key.toLowerCase() });
    fc.assert(
      fc.property(set, fc.array(fc.tuple(fc.constantFrom('x', 'y'), fc.string())), (headers, others) => {
        const mixed = [...others, ...headers.toReversed()] as HeaderField[];
        expect(selectingValues(mixed, ['a', 'b', 'accept-language'])).toEqual(
          selectingValues(headers, ['a', 'b', 'accept-language']),
        );
      }),
    );
  });
});
