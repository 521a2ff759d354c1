import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { cacheTable } from '../../../lambdas/adapters/cache-table.ts';
import { createDynamoDbClient } from '../../../lambdas/adapters/dynamodb-client.ts';
import { leaseKey, uriKey } from '../../../lambdas/core/caching/cache-key.ts';
import { proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { startRouter, type TestRouter } from '../../support/start-router.ts';
import { startTable } from '../../support/start-table.ts';
import { startTarget } from '../../support/start-target.ts';

/** By path: how often the target was asked. */
const asked = new Map<string, number>();
const target = await startTarget((request, response) => {
  const url = request.url ?? '';
  asked.set(url, (asked.get(url) ?? 0) + 1);
  // As long as it takes until all have come.
  setTimeout(answer, url.startsWith('/slow') ? 300 : 0, url, response);
});

function answer(url: string, response: ServerResponse): void {
  const cacheControl = url.endsWith('private')
    ? 'private'
    : url.includes('stale')
      ? 'max-age=0, stale-while-revalidate=60'
      : 'max-age=60';
  if (url.endsWith('varied')) response.setHeader('vary', 'x-kind');
  response.setHeader('cache-control', cacheControl).end(`${asked.get(url)}`);
}

/** Lambda's queue, which gives an event to the router that sent it. */
const queue = await startTarget(async (request, response) => {
  const event = JSON.parse(await text(request));
  response.writeHead(202).end();
  await sleep(50);
  await instances[0]?.invoke(event);
});

const table = await startTable('cache');
const environment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'x',
  AWS_ENDPOINT_URL_DYNAMODB: table,
};
const config = {
  backends: { target: backend(target) },
  operations: ['/slow/{id}', '/{id}'].map((path) =>
    operation(`GET ${path}`, proxied('target', path, { timeout: 20_000, cache: {} })),
  ),
};
const start = (more: Record<string, string> = {}) =>
  startRouter(config, { ...environment, CACHE_TABLE: 'cache', CACHE_TABLE_TIMEOUT: '5000', ...more });
const instances: readonly TestRouter[] = [
  start({ AWS_LAMBDA_FUNCTION_NAME: 'router', AWS_ENDPOINT_URL_LAMBDA: queue }),
  start({ AWS_LAMBDA_FUNCTION_NAME: 'router', AWS_ENDPOINT_URL_LAMBDA: queue }),
];
const alone = start();

async function ask(
  path: string,
  { kind, instance = instances[0] }: { kind?: string; instance?: TestRouter | undefined } = {},
) {
  const [first = '', id] = path.slice(1).split('/');
  const parts =
    id === undefined
      ? { resource: '/{id}', pathParameters: { id: first } }
      : { resource: '/slow/{id}', pathParameters: { id } };
  const result = await (instance as TestRouter).invoke(
    proxyEvent({ ...parts, ...(kind && { headers: { 'x-kind': [kind] } }) }),
  );
  return {
    body: Buffer.from(result.body, 'base64').toString(),
    status: String(result.multiValueHeaders?.['Cache-Status']?.[0]).slice('gatewright; '.length),
  };
}

const atOnce = (count: number, path: string, kinds: readonly string[] = []) =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      ask(path, { kind: kinds[index % kinds.length] ?? 'a', instance: instances[index % 2] }),
    ),
  );

describe('requests for one response at the same time', () => {
  it('ask the target once', async () => {
    const answers = await atOnce(100, '/slow/shared');
    expect(new Set(answers.map(({ body }) => body))).toEqual(new Set(['1']));
    expect(asked.get('/slow/shared')).toBe(1);
    expect(answers.filter(({ status }) => status === 'fwd=uri-miss; stored')).toHaveLength(1);
  });

  it('ask each for itself where the response is for one alone, and wait for each other no more', async () => {
    await atOnce(20, '/slow/private');
    expect(asked.get('/slow/private')).toBe(20);
    const started = performance.now();
    await atOnce(20, '/slow/private');
    expect(performance.now() - started).toBeLessThan(1500);
  });

  it('ask once for each variant', async () => {
    await atOnce(20, '/slow/varied', ['a', 'b']);
    expect(asked.get('/slow/varied')).toBe(2);
  });

  it('wait for one that died no longer than its lease', async () => {
    const hop = { protocol: 'https', host: 'api.example.com' } as const;
    const uri = uriKey({ template: '/{id}', backend: 'target', targetPath: '/orphan', query: '', hop });
    const rows = cacheTable(createDynamoDbClient(environment, 5000), 'cache', randomUUID);
    const end = Date.now() + 800;
    await rows.write(leaseKey(uri, 0), { barrier: end, expiresAt: end }, Number.POSITIVE_INFINITY);
    await atOnce(10, '/orphan');
    expect(Date.now()).toBeGreaterThanOrEqual(end);
    expect(Date.now()).toBeLessThan(end + 2000);
    expect(asked.get('/orphan')).toBe(1);
  });
});

describe('stale-while-revalidate', () => {
  it('answers all with what there is, and has it renewed once, after the answer', async () => {
    await ask('/stale');
    const answers = await atOnce(50, '/stale');
    expect(new Set(answers.map(({ body, status }) => `${body} ${status.replace(/ttl=-\d+/, 'ttl')}`))).toEqual(
      new Set(['1 hit; ttl; detail=stale-while-revalidate']),
    );
    while (asked.get('/stale') === 1) await sleep(10);
    await sleep(100);
    expect(asked.get('/stale')).toBe(2);
  });

  it('has one request wait for the target where nothing else would renew it', async () => {
    await ask('/stale-alone', { instance: alone });
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask('/stale-alone', { instance: alone })));
    expect(answers.filter(({ status }) => status.startsWith('fwd=stale'))).toHaveLength(1);
    expect(asked.get('/stale-alone')).toBe(2);
  });
});
