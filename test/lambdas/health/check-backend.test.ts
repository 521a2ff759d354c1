import { describe, expect, it } from '@jest/globals';
import { createDynamoDbClient } from '../../../lambdas/adapters/dynamodb-client.ts';
import { fleetTable } from '../../../lambdas/adapters/fleet-table.ts';
import type { HealthCheck } from '../../../lambdas/core/router-config.ts';
import { checkBackend } from '../../../lambdas/health/check-backend.ts';
import { wayByUrls } from '../../../lambdas/outbound/way-by-urls.ts';
import { startTable } from '../../support/start-table.ts';
import { deadTarget, startRawTarget, startTarget } from '../../support/start-target.ts';

const NOW = 1_800_000_000_000;
const endpoint = await startTable('state');
const tableAt = (url: string) =>
  fleetTable(
    createDynamoDbClient({ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's', AWS_ENDPOINT_URL_DYNAMODB: url }, 2000),
    'state',
    () => NOW,
  );
const table = tableAt(endpoint);

const health: HealthCheck = {
  path: '/healthz?deep=1',
  interval: 1,
  timeout: 300,
  healthyThreshold: 2,
  unhealthyThreshold: 2,
  statuses: [200, 204],
};
const asked: string[] = [];
const statuses = new Map<string, number[]>();
/** Answers its statuses in turn, the last one for ever. */
const answering = async (name: string, ...answers: number[]) => {
  statuses.set(name, answers);
  return startTarget((request, response) => {
    asked.push(`${name} ${request.method} ${request.url}`);
    const left = statuses.get(name) ?? [];
    response.writeHead((left.length > 1 ? left.shift() : left[0]) ?? 500).end('x'.repeat(100_000));
  });
};
const fine = await answering('fine', 204);
const flapping = await answering('flapping', 500, 200);
const unasked = await answering('unasked', 500);
const guarded = await startTarget(({ headers }, response) =>
  response.writeHead(headers.authorization === 'Bearer new' ? 200 : 401).end(),
);
const slow = await startTarget((_, response) => {
  setTimeout(() => response.end(), 50);
});
const sick: Readonly<Record<string, string>> = {
  'answers another status': await answering('status', 503),
  redirects: await answering('redirect', 302),
  'is dead': await deadTarget(),
  'never answers': await startRawTarget(() => undefined),
  'answers garbage': await startRawTarget((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')),
};
const wayTo = (urls: readonly string[]) => wayByUrls(urls.map((url) => ({ url, weight: 1 })));
const check = (name: string, urls: readonly string[], more: Partial<HealthCheck> = {}) =>
  checkBackend(table, name, { health: { ...health, ...more }, way: wayTo(urls) }, { now: NOW, edgeInterval: 0 });
const recordOf = async (name: string) => (await table.read(name))?.health;

describe('checkBackend', () => {
  it('asks a healthy target once, below its own path, and writes nothing', async () => {
    const url = `${fine}/base`;
    expect(await check('fine', [url])).toEqual([]);
    expect(asked.filter((line) => line.startsWith('fine'))).toEqual(['fine GET /base/healthz?deep=1']);
    expect(await recordOf('fine')).toEqual({ version: 0, targets: new Map() });
  });

  it.each(Object.entries(sick))('takes a target out that %s', async (name, url) => {
    expect(await check(name, [url])).toEqual([{ backend: name, url, isHealthy: false }]);
    expect((await recordOf(name))?.targets.get(url)).toEqual({ isHealthy: false, since: NOW });
  });

  it('leaves a target that failed once, and brings one back that answers twice', async () => {
    const url = flapping;
    expect(await check('flapping', [url])).toEqual([]);
    statuses.set('flapping', [500]);
    expect(await check('flapping', [url])).toEqual([{ backend: 'flapping', url, isHealthy: false }]);
    expect(await check('flapping', [url])).toEqual([]);
    statuses.set('flapping', [200, 500]);
    expect(await check('flapping', [url])).toEqual([]);
    statuses.set('flapping', [200]);
    expect(await check('flapping', [url])).toEqual([{ backend: 'flapping', url, isHealthy: true }]);
    expect(await recordOf('flapping')).toMatchObject({ version: 2 });
  });

  it('asks with another token where a target refuses the one at hand, before it calls that target unwell', async () => {
    const way = { ...wayTo([guarded]), fields: [['Authorization', 'Bearer revoked']] as const };
    const checked = async (token: string) => {
      const renewed = async () => [['Authorization', token]] as const;
      return checkBackend(table, token, { health, way, renewed }, { now: NOW, edgeInterval: 0 });
    };
    expect(await checked('Bearer new')).toEqual([]);
    expect(await checked('Bearer revoked')).toMatchObject([{ isHealthy: false }]);
    expect(await checked('Bearer other')).toMatchObject([{ isHealthy: false }]);
  });

  it('asks a hundred targets in the time of one', async () => {
    const started = Date.now();
    const urls = Array.from({ length: 100 }, (_, at) => `${slow}/${at}`);
    expect(await check('many', urls, { timeout: 5000 })).toEqual([]);
    expect(Date.now() - started).toBeLessThan(2500);
  });

  it('says so where the table is down, and asks nobody', async () => {
    const down = tableAt('http://127.0.0.1:1');
    const found = await checkBackend(down, 'unasked', { health, way: wayTo([unasked]) }, { now: NOW, edgeInterval: 0 });
    expect(found).toBe('unavailable');
    expect(asked.filter((line) => line.startsWith('unasked'))).toEqual([]);
  });
});
