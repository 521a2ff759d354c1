import { describe, expect, it } from '@jest/globals';
import { readToken } from '../../../../lambdas/core/outbound/read-credentials.ts';

describe('readToken', () => {
  it.each([
    ['a token as it is', ' sesame\n', 'sesame'],
    ['one with characters of JSON within', '1|{x}"[y]', '1|{x}"[y]'],
    ['JSON with token', '{"token":"sesame","other":"hunter2"}', 'sesame'],
  ])('takes %s', (_, text, expected) => {
    expect(readToken(text)).toBe(expected);
  });

  it.each([
    ['', 'nothing'],
    ['two words', 'words'],
    ['{"client_id":"a","client_secret":"hunter2"}', 'a secret of another kind, all of which would go to the target'],
    ['{"token":null,"other":"hunter2"}', 'no text'],
    ['{"token":"two words"}', 'words in JSON'],
    ['{"token":"sesame"', 'broken JSON'],
    ['["hunter2"]', 'a list'],
    ['"hunter2"', 'a JSON text'],
  ])('refuses %j: %s', (text) => {
    expect(readToken(text)).toBeUndefined();
  });
});
