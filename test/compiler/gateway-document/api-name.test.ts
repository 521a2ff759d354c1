import { describe, expect, it } from '@jest/globals';
import { apiName } from '../../../lib/compiler/gateway-document/api-name.ts';

describe('apiName', () => {
  it.each([
    ['Pets', 'Pets'],
    ['Pets\n and\towners\u0007 ', 'Pets and owners'],
    ['', 'untitled'],
    ['\u200b', 'untitled'],
    ['č'.repeat(255), 'č'.repeat(255)],
    ['x'.repeat(300), `${'x'.repeat(253)}…`],
    [`${'x'.repeat(253)}🐕🐕`, `${'x'.repeat(253)}…`],
    ['a\ud800b', 'a\ufffdb'],
  ])('of %j is %j', (title, name) => {
    expect(apiName(title)).toBe(name);
  });
});
