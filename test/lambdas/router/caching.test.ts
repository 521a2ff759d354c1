import { describe, expect, it } from '@jest/globals';
import { type EventParts, proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { startRouter } from '../../support/start-router.ts';
import { startTable } from '../../support/start-table.ts';
import { deadTarget, startRawTarget, startTarget } from '../../support/start-target.ts';

let count = 0;
const target = await startTarget((request, response) => {
  count += 1;
  if (request.url?.endsWith('cookie')) response.setHeader('set-cookie', 'a=1');
  response.setHeader('content-type', 'text/plain').end(String(count));
});

const cache = { ttl: 60_000 };
const config = {
  backends: { target: backend(target) },
  operations: [
    ...['GET', 'HEAD', 'POST'].map((method) =>
      operation(`${method} /things/{id}`, proxied('target', '/things/{id}', { cache })),
    ),
    operation('GET /others/{id}', proxied('target', '/things/{id}', { cache })),
    operation('GET /secured', proxied('target', '/secured', { cache }), { secured: true }),
    operation('GET /plain', proxied('target', '/plain')),
    operation('GET /pages', proxied('target', '/pages', { cache }), {
      cors: { origins: ['https://a.example', 'https://b.example'], exposeHeaders: [], credentials: false },
    }),
  ],
};
const environment = {
  CACHE_TABLE: 'cache',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'x',
};
const start = (endpoint: string) => startRouter(config, { ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint });

const table = await startTable('cache');
const router = start(table);
const second = start(table);
const withoutTable = start(await deadTarget());
const slowTable = start(await startRawTarget(() => undefined));

async function ask(parts: EventParts, instance = router) {
  const { statusCode, body, multiValueHeaders: fields = {} } = await instance.invoke(proxyEvent(parts));
  const text = Buffer.from(body, 'base64').toString();
  return { statusCode, text, status: fields['Cache-Status']?.[0], age: fields.Age?.[0], fields };
}
const thing = (id: string, parts: EventParts = {}, instance = router) =>
  ask({ resource: '/things/{id}', pathParameters: { id }, ...parts }, instance);

describe('the cache of the router', () => {
  it('answers the second request from the table, in whatever instance', async () => {
    const first = await thing('shared');
    expect(first.status).toBe('gatewright; fwd=uri-miss; stored');
    const again = await thing('shared', {}, second);
    expect(again.status).toMatch(/^gatewright; hit; ttl=(59|60)$/);
    expect([again.text, again.age, again.fields['content-type']]).toEqual([first.text, '0', ['text/plain']]);
  });

  it('answers HEAD by what GET stored', async () => {
    await thing('head');
    const head = await thing('head', { method: 'HEAD' });
    expect([head.statusCode, head.text, head.status]).toEqual([200, '', expect.stringMatching(/ hit;/)]);
  });

  it('takes spellings of one path for the same', async () => {
    const first = await thing('spelled~');
    expect((await thing('%73pelled%7E')).text).toBe(first.text);
  });

  it.each<[string, EventParts]>([
    ['query', { query: { a: ['1'] } }],
    ['order of the query', { query: { b: ['1'], a: ['1'] } }],
    ['Accept-Encoding', { headers: { 'accept-encoding': ['br'] } }],
    ['operation', { resource: '/others/{id}' }],
    ['protocol', { headers: { 'x-forwarded-proto': ['http'] } }],
  ])('keeps requests apart that differ in %s', async (_, parts) => {
    await thing('apart');
    await thing('apart', { query: { a: ['1'], b: ['1'] } });
    expect((await thing('apart', parts)).status).toBe('gatewright; fwd=uri-miss; stored');
  });

  it('does not let fields poison an answer that is stored', async () => {
    const poison = ['x-forwarded-host', 'forwarded', 'x-original-url', 'x-http-method-override'];
    await thing('poison', { headers: Object.fromEntries(poison.map((name) => [name, ['evil']])) });
    expect((await thing('poison')).status).toMatch(/hit/);
  });

  it.each<[string, EventParts, string | undefined]>([
    ['asks anew for no-cache', { headers: { 'cache-control': ['no-cache'] } }, 'gatewright; fwd=request; stored'],
    ['takes no part for no-store', { headers: { 'cache-control': ['no-store'] } }, 'gatewright; fwd=request'],
    ['takes no part in POST', { method: 'POST', body: 'x' }, 'gatewright; fwd=method'],
    [
      'stores no answer to a request with a cookie',
      { headers: { cookie: ['a=1'] }, query: { c: ['1'] } },
      'gatewright; fwd=uri-miss',
    ],
    ['stores no answer with a cookie', { pathParameters: { id: 'cookie' } }, 'gatewright; fwd=uri-miss'],
  ])('%s', async (_, parts, status) => {
    await thing('rules');
    expect((await thing('rules', parts)).status).toBe(status);
  });

  it('stores no answer of a secured operation', async () => {
    const secured = () => ask({ path: '/secured', authorizer: { operation: 'GET /secured' } });
    expect([(await secured()).status, (await secured()).status]).toEqual(Array(2).fill('gatewright; fwd=bypass'));
  });

  it('says nothing of operations that are not cached', async () => {
    expect((await ask({ path: '/plain' })).status).toBeUndefined();
  });

  it('answers pages of each origin with their own fields', async () => {
    const from = async (origin: string) => (await ask({ path: '/pages', headers: { origin: [origin] } })).fields;
    expect((await from('https://a.example'))['Access-Control-Allow-Origin']).toEqual(['https://a.example']);
    expect((await from('https://b.example'))['Access-Control-Allow-Origin']).toEqual(['https://b.example']);
  });

  it.each([
    ['down', withoutTable, 'ECONNREFUSED'],
    ['too slow', slowTable, 'timeout'],
  ])('passes by a table that is %s', async (_, instance, storeFailure) => {
    const answer = await thing('bypassed', { id: 'bypassing' }, instance);
    expect([answer.statusCode, answer.status]).toEqual([200, 'gatewright; fwd=bypass']);
    expect(JSON.parse(await instance.logLine('bypassing'))).toMatchObject({ cache: 'fwd=bypass', storeFailure });
  });
});
