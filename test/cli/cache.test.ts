import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { cacheTable } from '../../lambdas/adapters/cache-table.ts';
import { createDynamoDbClient } from '../../lambdas/adapters/dynamodb-client.ts';
import { PURGES, tagKey } from '../../lambdas/core/caching/cache-key.ts';
import type { PurgeOptions } from '../../lib/cli/cache/cache-options.ts';
import { runPurge } from '../../lib/cli/cache/run-purge.ts';
import { runCli } from '../support/run-cli.ts';
import { startTable } from '../support/start-table.ts';
import { startTarget } from '../support/start-target.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const endpoint = await startTable('cache');
const environment = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
const rows = cacheTable(
  createDynamoDbClient({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint }, 5000),
  'cache',
  randomUUID,
);
/** Whole seconds: as the table's clock would have it. */
const AHEAD = Math.ceil(Date.now() / 1000) * 1000 + 240_000;
const ahead = await startTarget(async (request, answer) => {
  const headers = Object.entries(request.headers).filter(([name]) =>
    /^(?:x-amz-.*|authorization|content-type)$/.test(name),
  );
  const reply = await fetch(endpoint, {
    method: 'POST',
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: await text(request),
  });
  answer.writeHead(reply.status, { date: new Date(AHEAD).toUTCString() }).end(await reply.text());
});
/** As the gateway's other table is. */
const protecting = await startTarget((_, answer) => answer.end('{"Table":{"DeletionProtectionEnabled":true}}'));
const home = temporaryFolder();
const run = (...args: string[]) => runCli(['cache', ...args, '--table', 'cache', '--endpoint', endpoint]);
const row = async (key: string) => {
  const outcome = await rows.read([key]);
  return outcome.kind === 'read' ? outcome.rows[0] : outcome;
};

describe('gatewright cache', () => {
  it('purges as every router reads it', async () => {
    const before = Date.now();
    const scopes = [['--operation', 'getB'], ['--path', '/café/%7ea/*'], ['--all'], ['--tag', 'blueprint-42']];
    const runs = await Promise.all(scopes.map((scope) => run('purge', ...scope)));
    for (const one of runs) expect(one).toMatchObject({ code: 0, stderr: '' });
    const found = await row(PURGES);
    const purges = (found !== undefined && 'purges' in found && found.purges) || {};
    expect(Object.keys(purges).sort()).toEqual(['all', 'operation getB', 'path /caf%C3%A9/~a/*']);
    expect(Math.min(...Object.values(purges))).toBeGreaterThanOrEqual(before);
    expect(await row(tagKey('blueprint-42'))).toMatchObject({ barrier: expect.any(Number) });
    const stats = await run('stats');
    expect(stats.code).toBe(0);
    expect(stats.stdout).toMatch(/^\d+ rows, [\d.]+ KB/);
    expect(stats.stdout).toMatch(/^purged 20\S+Z: operation getB$/m);
  }, 60_000);

  it.each<[Partial<PurgeOptions>, string]>([
    [{}, 'got none of them'],
    [{ all: true, tag: 'a' }, 'got 2 of them'],
    [{ path: 'a' }, 'expected a path that starts with /'],
    [{ path: '/a?b=1' }, 'a path alone'],
    [{ path: '/a#b' }, 'a path alone'],
    [{ path: '/a/*/b' }, 'a * at the end'],
    [{ operation: '' }, 'an empty name'],
  ])('refuses purge %j', async (options, message) => {
    await expect(runPurge({ table: 'cache', endpoint, ...options })).rejects.toThrow(message);
  });

  it('refuses the table of what must last', async () => {
    await expect(runPurge({ table: 'cache', endpoint: protecting, all: true })).rejects.toThrow('output CacheTable');
  });

  it('says that the table cannot be used', async () => {
    const { code, stderr } = await runCli(['cache', 'purge', '--all', '--table', 'other', '--endpoint', endpoint]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error TABLE_NOT_FOUND: there is no table "other": take .*\n$/);
  }, 60_000);

  it('says in one line what keeps it from a table', async () => {
    const env = { HOME: home, AWS_EC2_METADATA_DISABLED: 'true' };
    const stats = (...args: string[]) => runCli(['cache', 'stats', '--table', 'cache', ...args], { env });
    const runs = await Promise.all([
      stats('--endpoint', 'http://127.0.0.1:1'),
      stats('--region', 'eu-central-1'),
      stats(),
      stats('--endpoint', 'nonsense'),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([1, 1, 1, 2]);
    const told = [
      'AWS_UNREACHABLE: cannot use the table "cache" .*check --region, --endpoint',
      'AWS_CREDENTIALS: cannot use the table "cache" .*log in',
      'INVALID_OPTION: cannot use the table "cache" .*say --region',
    ];
    for (const [index, line] of told.entries()) expect(runs[index]?.stderr).toMatch(new RegExp(`^error ${line}.*\n$`));
    expect(runs[3]?.stderr).toContain('expected an http(s) URL');
  }, 60_000);

  it('goes by the clock of the table: that of an operator may be behind', async () => {
    const { code } = await runCli(['cache', 'purge', '--tag', 'clock', '--table', 'cache', '--endpoint', ahead]);
    expect(code).toBe(0);
    expect(await row(tagKey('clock'))).toMatchObject({ barrier: AHEAD + 999 });
  }, 60_000);
});
