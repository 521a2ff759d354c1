import { describe, expect, it } from '@jest/globals';
import { welcome } from '../../../lib/cli/dev/welcome.ts';
import { aModel, anOperation } from '../../support/api-models.ts';

const model = aModel([anOperation({ path: '/a' })]);
const access = { url: 'http://127.0.0.1:3000', keys: [], tokens: [] };

describe('welcome', () => {
  it('gives the lines that purge the local cache and say what it holds, where something is cached', () => {
    const cache = { table: 'stack-cache', endpoint: 'http://127.0.0.1:3000' };
    expect(welcome(model, { ...access, cache }).split('\n')).toEqual(
      expect.arrayContaining([
        '  npx gatewright cache purge --all --table stack-cache --endpoint http://127.0.0.1:3000',
        '  npx gatewright cache stats --table stack-cache --endpoint http://127.0.0.1:3000',
      ]),
    );
    expect(welcome(model, access)).not.toContain('cache');
  });
});
