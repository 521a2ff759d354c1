import { hash, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { startRouter, type TestRouter } from '../../support/start-router.ts';
import { startTable } from '../../support/start-table.ts';
import { startTarget } from '../../support/start-target.ts';

/** Nearly what Lambda can answer with: 6 MB of base64. */
const MOST = 4_450_000;
const bodies: Readonly<Record<string, Buffer>> = {
  '/random': randomBytes(MOST),
  '/json': Buffer.from(
    JSON.stringify(Array.from({ length: 60_000 }, (_, id) => ({ id, name: `blueprint ${id}`, owner: 'x' }))),
  ),
};
const target = await startTarget((request, response) => {
  response.setHeader('cache-control', 'max-age=60').end(bodies[request.url ?? '']);
});
const table = await startTable('cache');
const start = () =>
  startRouter(
    {
      backends: { target: backend(target) },
      operations: Object.keys(bodies).map((path) =>
        operation(`GET ${path}`, proxied('target', path, { timeout: 20_000, cache: {} })),
      ),
    },
    {
      CACHE_TABLE: 'cache',
      CACHE_TABLE_TIMEOUT: '20000',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
      AWS_ENDPOINT_URL_DYNAMODB: table,
    },
  );
const [one, other] = [start(), start()];

async function ask(path: string, instance: TestRouter) {
  const { body, multiValueHeaders = {} } = await instance.invoke(proxyEvent({ path, id: path }));
  const digest = hash('sha256', Buffer.from(body, 'base64'));
  const { cacheReads, cacheWrites } = JSON.parse(await instance.logLine(`"${path}"`));
  return { digest, status: multiValueHeaders['Cache-Status']?.[0], cacheReads, cacheWrites };
}

describe('a response of as much as Lambda can answer with', () => {
  it.each([
    // A unit for each started KB of what cannot be compressed, in twelve chunks, and one for the lease.
    ['/random', { read: 540, written: 4340 }, { read: 570, written: 4380 }],
    ['/json', { read: 1, written: 50 }, { read: 120, written: 450 }],
  ])('is stored and found by another instance: %s', async (path, least, most) => {
    const digest = hash('sha256', bodies[path] ?? '');
    const stored = await ask(path, one);
    expect(stored).toMatchObject({ digest, status: 'gatewright; fwd=uri-miss; stored' });
    const hit = await ask(path, other);
    expect(hit).toMatchObject({ digest, status: expect.stringContaining(' hit;'), cacheWrites: 0 });
    expect(stored.cacheWrites).toBeGreaterThan(least.written);
    expect(stored.cacheWrites).toBeLessThan(most.written);
    expect(hit.cacheReads).toBeGreaterThan(least.read);
    expect(hit.cacheReads).toBeLessThan(most.read);
  });
});
