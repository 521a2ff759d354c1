import { describe, expect, it } from '@jest/globals';
import { type EventParts, proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { startRouter } from '../../support/start-router.ts';
import { startTable } from '../../support/start-table.ts';
import { deadTarget, startRawTarget, startTarget } from '../../support/start-target.ts';

let count = 0;
const urls: string[] = [];
const target = await startTarget((request, response) => {
  count += 1;
  urls.push(request.url ?? '');
  if (request.url?.endsWith('encoded')) response.setHeader('vary', 'accept-encoding');
  if (request.url?.endsWith('cookie')) response.setHeader('set-cookie', 'a=1');
  if (request.url?.endsWith('grown')) {
    response.setHeader('cache-control', request.method === 'HEAD' ? 'max-age=60' : 'max-age=0, stale-if-error=60');
    response.setHeader('content-length', request.method === 'HEAD' ? '999' : String(count).length);
  }
  response.setHeader('content-type', 'text/plain').end(String(count));
});

const cache = { ttl: 60_000 };
const config = {
  backends: { target: backend(target) },
  operations: [
    ...['GET', 'HEAD'].map((method) =>
      operation(`${method} /things/{id}`, proxied('target', '/things/{id}', { cache })),
    ),
    operation('POST /things/{id}', proxied('target', '/things/{id}')),
    operation('POST /search', proxied('target', '/search', { cache })),
    operation(
      'GET /listed',
      proxied('target', '/listed', { cache: { ...cache, query: ['page'], headers: ['x-kind'] } }),
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
const start = (endpoint: string, more: Record<string, string> = {}) =>
  startRouter(config, { ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint, ...more });

const table = await startTable('cache');
// On a busy machine the embedded table is slower than AWS's.
const patient = { CACHE_TABLE_TIMEOUT: '5000' };
const router = start(table, patient);
const second = start(table, patient);
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
    expect(again.status).toMatch(/^gatewright; hit; ttl=(5[789]|60)$/);
    expect([again.text, again.age, again.fields['content-type']]).toEqual([
      first.text,
      expect.stringMatching(/^[012]$/),
      ['text/plain'],
    ]);
  });

  it('answers HEAD by what GET stored', async () => {
    await thing('head');
    const head = await thing('head', { method: 'HEAD' });
    expect([head.statusCode, head.text, head.status]).toEqual([200, '', expect.stringMatching(/ hit;/)]);
  });

  it('lets go of what HEAD says has another length', async () => {
    const before = await thing('grown');
    const { status, fields } = await thing('grown', { method: 'HEAD' });
    expect([status, fields['content-length']]).toEqual(['gatewright; fwd=stale; fwd-status=200', undefined]);
    expect((await thing('grown')).text).not.toBe(before.text);
  });

  it('takes spellings of one path for the same', async () => {
    const first = await thing('spelled~');
    expect((await thing('%73pelled%7E')).text).toBe(first.text);
  });

  it.each<[string, EventParts]>([
    ['query', { query: { a: ['1'] } }],
    ['order of the query', { query: { b: ['1'], a: ['1'] } }],
    ['operation', { resource: '/others/{id}' }],
    ['protocol', { headers: { 'x-forwarded-proto': ['http'] } }],
  ])('keeps requests apart that differ in %s', async (_, parts) => {
    await thing('apart');
    await thing('apart', { query: { a: ['1'], b: ['1'] } });
    expect((await thing('apart', parts)).status).toBe('gatewright; fwd=uri-miss; stored');
  });

  it('keeps what varies for each kind of request, and finds it at once elsewhere', async () => {
    const encoded = (encoding: string, instance = router) =>
      thing('encoded', { headers: { 'accept-encoding': [encoding] } }, instance);
    const [br, gzip] = [await encoded('br'), await encoded('gzip')];
    expect([br.status, gzip.status]).toEqual(['gatewright; fwd=uri-miss; stored', 'gatewright; fwd=vary-miss; stored']);
    expect([(await encoded('br', second)).text, (await encoded('gzip', second)).text]).toEqual([br.text, gzip.text]);
  });

  it.each<[string, EventParts, string | undefined]>([
    [
      'asks anew for no-cache',
      { headers: { 'cache-control': ['no-cache'] } },
      'gatewright; fwd=request; fwd-status=200; stored',
    ],
    ['takes no part for no-store', { headers: { 'cache-control': ['no-store'] } }, 'gatewright; fwd=request'],
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

  it('stores no answer of a secured operation unless it says that it is for all', async () => {
    const secured = () => ask({ path: '/secured', authorizer: { operation: 'GET /secured' } });
    expect([(await secured()).status, (await secured()).status]).toEqual(Array(2).fill('gatewright; fwd=uri-miss'));
  });

  it('lets go of what a successful POST may have changed', async () => {
    const [before, other] = [await thing('changed'), await thing('unchanged')];
    expect((await thing('changed', { method: 'POST', body: 'x' })).status).toBe('gatewright; fwd=method');
    expect((await thing('changed')).text).not.toBe(before.text);
    expect((await thing('unchanged')).text).toBe(other.text);
  });

  it('answers a part and a condition from the whole', async () => {
    const { text } = await thing('whole');
    const part = await thing('whole', { headers: { range: ['bytes=0-0'] } });
    expect([part.statusCode, part.text, part.fields['Content-Range']]).toEqual([
      206,
      text[0],
      [`bytes 0-0/${text.length}`],
    ]);
    const later = new Date(Date.now() + 5000).toUTCString();
    expect((await thing('whole', { headers: { 'if-modified-since': [later] } })).statusCode).toBe(304);
  });

  it('answers a POST by its content where it is said to be cached', async () => {
    const search = async (body: string) => (await ask({ method: 'POST', path: '/search', body })).text;
    const [one, other] = [await search('a'), await search('b')];
    expect([one === other, await search('a'), await search('b')]).toEqual([false, one, other]);
  });

  it('sends no parameter on that is not in the key, and tells fields in the key apart', async () => {
    const listed = (query: Record<string, string[]>, kind = 'a') =>
      ask({ path: '/listed', query, headers: { 'x-kind': [kind] } });
    const first = await listed({ page: ['1'], utm: ['x'] });
    expect((await listed({ page: ['1'], evil: ['y'] })).text).toBe(first.text);
    expect(urls.filter((url) => url.startsWith('/listed'))).toEqual(['/listed?page=1']);
    expect((await listed({ page: ['2'] })).text).not.toBe(first.text);
    expect((await listed({ page: ['1'] }, 'b')).text).not.toBe(first.text);
  });

  it('answers only from the cache where that is asked for', async () => {
    const only = () => thing('only', { headers: { 'cache-control': ['only-if-cached'] } });
    expect((await only()).statusCode).toBe(504);
    await thing('only');
    expect((await only()).status).toMatch(/hit/);
  });

  it('logs what the cache did, how old the answer is and what the table took', async () => {
    const other = { resource: '/others/{id}' };
    await thing('logged', other);
    // It knows what was purged.
    await thing('before', other, second);
    await thing('logged', { ...other, id: 'logging' }, second);
    expect(JSON.parse(await second.logLine('logging'))).toMatchObject({
      cache: expect.stringMatching(/^hit; ttl=/),
      age: expect.any(Number),
      cacheReads: 0.5,
    });
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

  it('waits for a table that answers nothing five times, and then looks only now and then', async () => {
    for (let count = 0; count < 5; count += 1) await thing('waiting', {}, slowTable);
    await thing('waiting', { id: 'paused' }, slowTable);
    const line = JSON.parse(await slowTable.logLine('"paused"'));
    expect(line).toMatchObject({ status: 200, cache: 'fwd=bypass', storeFailure: 'paused' });
    expect(line.ms).toBeLessThan(100);
  });
});
