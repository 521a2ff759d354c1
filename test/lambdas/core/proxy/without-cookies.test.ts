import { describe, expect, it } from '@jest/globals';
import { withoutCookies } from '../../../../lambdas/core/proxy/without-cookies.ts';

describe('withoutCookies', () => {
  it.each([
    ['a=1; session=k; b=2', 'a=1; b=2'],
    ['session=k; b=2', 'b=2'],
    ['a=1; session=k', 'a=1'],
    ['a=1;session=k;session=l;b=2', 'a=1;b=2'],
    ['a=1; SESSION=k; sessions=2; b="x=y"', 'a=1; SESSION=k; sessions=2; b="x=y"'],
    ['session', undefined],
    ['session=k', undefined],
    ['', ''],
  ])('makes %j into %j', (value, expected) => {
    const others = [['X-Cookie', 'session=k'] as const];
    const kept = withoutCookies([...others, ['Cookie', value]], ['session']);
    expect(kept).toEqual([...others, ...(expected === undefined ? [] : [['Cookie', expected]])]);
  });
});
