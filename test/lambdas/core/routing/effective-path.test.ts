import { describe, expect, it } from '@jest/globals';
import { effectivePath } from '../../../../lambdas/core/routing/effective-path.ts';

describe('effectivePath', () => {
  it.each([
    ['/', null, '/'],
    ['/pets', null, '/pets'],
    ['/pets/{id}', { id: 'a%2Bb' }, '/pets/a%2Bb'],
    ['/pets/{id}/toys/{toy}', { id: '$&', toy: '{id}' }, '/pets/$&/toys/{id}'],
    ['/pets/{proxy+}', { proxy: 'a/b//c/' }, '/pets/a/b//c/'],
  ])('%s with %j is %s', (resource, parameters, expected) => {
    expect(effectivePath(resource, parameters)).toBe(expected);
  });

  it('refuses an event without a value for its resource', () => {
    expect(() => effectivePath('/pets/{id}', {})).toThrow('the event has no value for "id" of its resource /pets/{id}');
  });
});
