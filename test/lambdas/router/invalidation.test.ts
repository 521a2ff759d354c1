import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { bodyOf, cachedGateway, cacheStatusOf } from '../../support/cached-gateway.ts';
import { type EventParts, proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { rowsInMemory } from '../../support/rows-in-memory.ts';
import { startRouter, type TestRouter } from '../../support/start-router.ts';
import { startTable } from '../../support/start-table.ts';
import { deadTarget, startTarget } from '../../support/start-target.ts';

let count = 0;
const target = await startTarget((request, response) => {
  count += 1;
  if (request.method === 'PUT' && request.url === '/a/broken') return void request.socket.destroy();
  response.setHeader('cache-control', 'max-age=60').end(String(count));
});
/** Lambda's, of events that it has yet to hand on. */
const queue: APIGatewayProxyEvent[] = [];
const lambda = await startTarget(async (request, response) => {
  queue.push(JSON.parse(await text(request)));
  response.writeHead(202).end();
});

const config = {
  backends: { target: backend(target) },
  operations: [
    operation('GET /a/{id}', proxied('target', '/a/{id}', { cache: {} })),
    operation('PUT /a/{id}', proxied('target', '/a/{id}')),
    operation('PATCH /a/{id}', proxied('target', '/a/{id}'), { stream: true }),
  ],
};
const start = (table: string) =>
  startRouter(config, {
    CACHE_TABLE: 'cache',
    CACHE_TABLE_TIMEOUT: '5000',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_LAMBDA_FUNCTION_NAME: 'router',
    AWS_ENDPOINT_URL_LAMBDA: lambda,
    AWS_ENDPOINT_URL_DYNAMODB: table,
  });
const router = start(await startTable('cache'));
const cutOff = start(await deadTarget());

const event = (id: string, more: EventParts = {}) =>
  proxyEvent({ resource: '/a/{id}', path: `/a/${id}`, pathParameters: { id }, ...more });

async function get(id: string, instance: TestRouter = router): Promise<string> {
  const { body } = await instance.invoke(event(id));
  return Buffer.from(body, 'base64').toString();
}

/** Once it is kept: what is asked for within the margin of clocks after an invalidation is not. */
async function getKept(id: string): Promise<string> {
  for (;;) {
    const body = await get(id);
    if (body === (await get(id))) return body;
  }
}

describe('a request that may change something', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('lets go of what is stored before its streamed answer begins', async () => {
    const before = await get('streamed');
    const { body, metadata } = await router.stream(event('streamed', { method: 'PATCH', body: 'x' }));
    expect(metadata.multiValueHeaders['Cache-Status']).toEqual(['gatewright; fwd=method']);
    expect(await get('streamed')).not.toBe(before);
    expect(Number(body)).toBeGreaterThan(Number(before));
  });

  it('lets go of it as well where the target took the request and gave no answer: nobody knows what it did', async () => {
    const before = await getKept('broken');
    const { statusCode } = await router.invoke(event('broken', { method: 'PUT', body: 'x' }));
    expect(statusCode).toBe(502);
    expect(await get('broken')).not.toBe(before);
  });

  it('leaves those who ask right after it to one request, whose response is kept', async () => {
    let asked = 0;
    const respond = () => {
      asked += 1;
      return { headers: [['Cache-Control', 'max-age=60'] as const], body: String(asked) };
    };
    const operations = [
      operation('GET /a', proxied('target', '/a', { cache: {} })),
      operation('PUT /a', proxied('target', '/a')),
    ];
    const ask = cachedGateway(rowsInMemory(), operations, respond, { available: 20_000 });
    // A clock that timers run ahead of, as they do of every clock by part of a millisecond.
    const [begin, started] = [Date.now(), performance.now()];
    jest.spyOn(Date, 'now').mockImplementation(() => begin + Math.floor((performance.now() - started) * 0.8));
    await ask({ method: 'PUT', body: 'x' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask()));
    expect([new Set(answers.map(bodyOf)), asked]).toEqual([new Set(['2']), 2]);
    expect(cacheStatusOf(await ask())).toContain('hit');
  });

  it('has the table told by Lambda’s queue where it cannot be told at once', async () => {
    const before = await get('queued');
    const { statusCode } = await cutOff.invoke(event('queued', { method: 'PUT', body: 'x', id: 'cut-off' }));
    expect(statusCode).toBe(200);
    expect(JSON.parse(await cutOff.logLine('cut-off'))).toMatchObject({ storeFailure: 'ECONNREFUSED' });
    expect([await get('queued'), queue.length]).toEqual([before, 1]);
    const [drops] = queue as [APIGatewayProxyEvent];
    // While the table fails, the queue keeps it.
    await expect(cutOff.invoke(drops)).rejects.toThrow('ECONNREFUSED');
    expect(await router.invoke(drops)).toMatchObject({ statusCode: 204 });
    const after = await getKept('queued');
    expect(after).not.toBe(before);
    // What was stored since then stays.
    await router.invoke(drops);
    expect(await get('queued')).toBe(after);
  });
});
