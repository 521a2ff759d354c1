import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parsePath } from '../../../../lambdas/core/routing/parse-path.ts';
import { targetPath } from '../../../../lambdas/core/routing/target-path.ts';

const text = fc
  .array(
    fc.constantFrom(
      'a',
      '2e',
      'f',
      '-',
      '.',
      '..',
      '/',
      ';',
      '%',
      '%2',
      '%2e',
      '%2F',
      '%5c',
      '\\',
      '%00',
      '\n',
      '%C3',
      '%A9',
    ),
    { maxLength: 3 },
  )
  .map((parts) => parts.join(''));
const template = fc
  .array(fc.oneof(text, fc.constantFrom('/', '{a}', '{b}', '{c+}')), { maxLength: 6 })
  .map((parts) => `/${parts.join('')}`);

describe('targetPath', () => {
  it.each([
    ['/v2/pets/{id}', { id: '7' }, '/v2/pets/7'],
    ['/pets/{id}.json', { id: 'a%2e' }, '/pets/a..json'],
    ['/pets/{id}', { id: '%7eo%2dk%5f' }, '/pets/~o-k_'],
    ['/pets/{id}', { id: 'a%c3%a9' }, '/pets/a%C3%A9'],
    ['/pets/{id}', { id: '1,2%2C3' }, '/pets/1,2%2C3'],
    ['/pets/{id}', { id: "a:b@c!$&'()*+=" }, "/pets/a:b@c!$&'()*+="],
    ['/pets/{id}', { id: 'mine;x=1' }, '/pets/mine%3Bx=1'],
    ['/pets/{id}', { id: 'a?b#c"d é' }, '/pets/a%3Fb%23c%22d%20%C3%A9'],
    ['/pets/{id}/', { id: '%2525' }, '/pets/%2525/'],
    ['/pets/{id}', { id: ';%25é%20%C3%A9' }, '/pets/%3B%25%C3%A9%20%C3%A9'],
    ['/100%/%zz/{id}', { id: '1' }, '/100%25/%25zz/1'],
    ['/v2/{path+}', { path: 'a/b%3fc;d/%41' }, '/v2/a/b%3Fc%3Bd/A'],
    ['/v2/{path}/raw', { path: 'a/b' }, '/v2/a/b/raw'],
    ['/a b;v=1/{id}', { id: '$&' }, '/a%20b;v=1/$&'],
  ])('%s with %j is %s', (template, parameters: Record<string, string>, expected) => {
    expect(targetPath(template, parameters)).toBe(expected);
  });

  it.each([
    ['/pets/{a}{b}', { a: '.', b: '.' }],
    ['/pets/{id}/toys', {}],
    ['/files/{path+}', { path: 'a/../b' }],
    ['/files/{path+}', { path: 'a//b' }],
    ['/files/{path+}', { path: 'a%2Fb' }],
    ['/files/{path+}', { path: '%2e%2e/b' }],
  ])('refuses %s with %j', (template, parameters: Record<string, string>) => {
    expect(targetPath(template, parameters)).toBeUndefined();
  });

  it('is a path that can be read in one way only, whatever it is joined of', () => {
    fc.assert(
      fc.property(template, fc.record({ a: text, b: text, c: text }), (joined, parameters) => {
        const path = targetPath(joined, parameters);
        expect(path === undefined || parsePath(path).kind === 'parsed').toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
