import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chooseMapping } from '../../../lib/local/apis/choose-mapping.ts';

/** Each is mapped to an API of its own name. */
const mappings = (...basePaths: readonly string[]) =>
  basePaths.map((basePath) => ({ basePath, apiId: basePath, stage: 'prod' }));

describe('chooseMapping', () => {
  // The table of the developer guide, "Use API mappings"; its mapping of `categories` stands under v1 there, its request under v2.
  it.each([
    ['/orders', 'orders', ''],
    ['/orders/v1/items', 'orders/v1/items', ''],
    ['/orders/v1/items/123', 'orders/v1/items', '/123'],
    ['/orders/v2/items/categories/5', 'orders/v2/items/categories', '/5'],
    ['/customers', '', '/customers'],
    ['/ordersandmore', 'orders', 'andmore'],
  ])('takes %s to %j as AWS does', (path, apiId, stagePath) => {
    const levels = mappings('', 'orders', 'orders/v1/items', 'orders/v2/items', 'orders/v2/items/categories');
    expect(chooseMapping(levels, path)).toMatchObject({ apiId, stage: 'prod', stagePath });
  });

  it.each([
    ['/ordersandmore', '', '/ordersandmore'],
    ['/orders/', 'orders', '/'],
    ['//orders//7', 'orders', '//7'],
    ['/Orders', '', '/Orders'],
    ['//x', '', '//x'],
  ])('matches whole parts where no mapping has levels: %s', (path, apiId, stagePath) => {
    expect(chooseMapping(mappings('orders', ''), path)).toMatchObject({ apiId, stagePath });
  });

  it('finds none where none is for every path', () => {
    expect(chooseMapping(mappings('orders', 'v1'), '/customers')).toBeUndefined();
    expect(chooseMapping([], '/')).toBeUndefined();
  });

  it.each([
    ['', '/prod/pets', 'prod', '/prod', '/pets'],
    ['v1', '/v1/prod/pets', 'prod', '/v1/prod', '/pets'],
    ['v1', '/v1/prod', 'prod', '/v1/prod', ''],
    ['v1', '/v1', '', '/v1', ''],
    ['', '/', '', '', '/'],
  ])('reads a stage that the mapping %j leaves open from %s', (basePath, path, stage, before, stagePath) => {
    expect(chooseMapping([{ basePath, apiId: 'a', stage: undefined }], path)).toEqual({
      apiId: 'a',
      stage,
      matched: basePath,
      basePath: before,
      stagePath,
    });
  });

  it('cuts every path in two, and no mapping with a longer base path is for it', () => {
    const part = fc.constantFrom('a', 'b', 'ab');
    const base = fc.array(part, { maxLength: 3 }).map((parts) => parts.join('/'));
    const path = fc.array(part, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
    fc.assert(
      fc.property(fc.uniqueArray(base, { maxLength: 5 }), path, (basePaths, sent) => {
        const mapped = chooseMapping(mappings(...basePaths), sent);
        const levels = basePaths.some((text) => text.includes('/'));
        const fits = (text: string) =>
          text === '' || (levels ? sent : `${sent}/`).startsWith(levels ? `/${text}` : `/${text}/`);
        const longest = Math.max(...basePaths.filter(fits).map(({ length }) => length));
        expect(mapped?.apiId.length ?? Number.NEGATIVE_INFINITY).toBe(longest);
        if (mapped !== undefined) expect(mapped.basePath + mapped.stagePath).toBe(sent);
      }),
    );
  });
});
