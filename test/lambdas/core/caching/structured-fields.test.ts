import { describe, expect, it } from '@jest/globals';
import { parseDictionary, parseList } from '../../../../lambdas/core/caching/structured-fields.ts';

describe('parseDictionary', () => {
  it.each([
    ['max-age=60, no-store', { 'max-age': 60, 'no-store': true }],
    ['a=?0;p=1;q, b="x\\"y", c=tok/en:1', { a: false, b: 'x"y', c: 'tok/en:1' }],
    ['a=-1.5,b=:aGk=:,\tc=@1659578233, d=%"f%c3%bc"', { a: -1.5, b: 'aGk=', c: '1659578233', d: 'f%c3%bc' }],
    ['a=1, a=2', { a: 2 }],
    ['a=("x" 1;p);q=2, b', { a: undefined, b: true }],
    ['', {}],
    ['  a  ', { a: true }],
  ])('reads %j', (text, expected) => {
    const members = [...(parseDictionary(text) ?? [])].map(([key, item]) => [
      key,
      'value' in item ? item.value : undefined,
    ]);
    expect(Object.fromEntries(members)).toEqual(expected);
  });

  it('reads inner lists with the parameters of all', () => {
    const item = {
      kind: 'string',
      value: '@query-param',
      parameters: new Map([['name', { kind: 'string', value: 'q' }]]),
    };
    const parameters = new Map([['created', { kind: 'integer', value: 1 }]]);
    expect(parseDictionary('s=("@query-param";name="q" "@method");created=1')?.get('s')).toEqual({
      kind: 'inner-list',
      items: [item, { kind: 'string', value: '@method' }],
      parameters,
    });
  });

  it.each([
    'a=1,',
    'a=1, &&&&&',
    'A=1',
    'a =1',
    'a= 1',
    'a="x',
    'a=1.2345',
    'a=1234567890123456',
    'a=1.',
    "a='x'",
    'a=(1 2',
    'a=(1"x")',
    'a;P=1',
    'a="ü"',
    'a b',
    ',',
  ])('refuses %j', (text) => {
    expect(parseDictionary(text)).toBeUndefined();
  });
});

describe('parseList', () => {
  it('reads strings with parameters', () => {
    expect(parseList('"a", "b";x=1, c')).toEqual([
      { kind: 'string', value: 'a' },
      { kind: 'string', value: 'b', parameters: new Map([['x', { kind: 'integer', value: 1 }]]) },
      { kind: 'token', value: 'c' },
    ]);
  });

  it.each(['"a",', '"a" "b"', 'a, , b'])('refuses %j', (text) => {
    expect(parseList(text)).toBeUndefined();
  });
});
