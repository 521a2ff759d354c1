import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { cacheTable } from '../../lambdas/adapters/cache-table.ts';
import { createDynamoDbClient } from '../../lambdas/adapters/dynamodb-client.ts';
import { PURGES, tagKey } from '../../lambdas/core/caching/cache-key.ts';
import { runCli } from '../support/run-cli.ts';
import { startTable } from '../support/start-table.ts';

const endpoint = await startTable('cache');
const environment = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
const rows = cacheTable(
  createDynamoDbClient({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint }, 5000),
  'cache',
  randomUUID,
);
const run = (...args: string[]) => runCli(['cache', ...args, '--table', 'cache', '--endpoint', endpoint]);
const row = async (key: string) => {
  const outcome = await rows.read([key]);
  return outcome.kind === 'read' ? outcome.rows[0] : outcome;
};

describe('gatewright cache', () => {
  it('purges as every router reads it', async () => {
    const before = Date.now();
    for (const scope of [['--operation', 'getB'], ['--path', '/a/*'], ['--all']]) {
      expect(await run('purge', ...scope)).toMatchObject({ code: 0, stderr: '' });
    }
    const found = await row(PURGES);
    const purges = (found !== undefined && 'purges' in found && found.purges) || {};
    expect(Object.keys(purges).sort()).toEqual(['all', 'operation getB', 'path /a/*']);
    expect(Math.min(...Object.values(purges))).toBeGreaterThanOrEqual(before);
    await run('purge', '--tag', 'blueprint-42');
    expect(await row(tagKey('blueprint-42'))).toMatchObject({ barrier: expect.any(Number) });
    const stats = await run('stats');
    expect(stats.code).toBe(0);
    expect(stats.stdout).toMatch(/^\d+ rows, [\d.]+ KB/);
    expect(stats.stdout).toMatch(/^purged 20\S+Z: operation getB$/m);
  }, 60_000);

  it.each([
    [[], 'got none of them'],
    [['--all', '--tag', 'a'], 'got 2 of them'],
    [['--path', 'a'], 'expected a path that starts with /'],
  ])(
    'refuses purge %j',
    async (args, message) => {
      const { code, stderr } = await run('purge', ...args);
      expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
    },
    60_000,
  );

  it('says that the table cannot be used', async () => {
    const { code, stderr } = await runCli(['cache', 'purge', '--all', '--table', 'other', '--endpoint', endpoint]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/cannot use the table "other" \(ResourceNotFoundException: .*\): check --table/);
  }, 60_000);
});
