import { describe, expect, it } from '@jest/globals';
import { type EventParts, proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { startRouter } from '../../support/start-router.ts';
import { startTable } from '../../support/start-table.ts';
import { startTarget } from '../../support/start-target.ts';

/** A target that trusts whatever it is told of the request, says nothing of it in `Vary`, and lets everything be cached. */
const target = await startTarget((request, response) => {
  const { method, url, headers } = request;
  const { 'x-forwarded-for': _address, ...told } = headers;
  response.setHeader('cache-control', 'max-age=60').end(JSON.stringify({ method, url, told }));
});

const cached = (path: string) => operation(`GET ${path}`, proxied('target', path, { timeout: 20_000, cache: {} }));
const me = operation('GET /me', proxied('target', '/me', { timeout: 20_000, cache: {} }), { secured: true });
const router = startRouter(
  { backends: { target: backend(target) }, operations: [cached('/things/{id}'), cached('/list'), me] },
  {
    CACHE_TABLE: 'cache',
    CACHE_TABLE_TIMEOUT: '5000',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_ENDPOINT_URL_DYNAMODB: await startTable('cache'),
  },
);

async function ask(parts: EventParts) {
  const { statusCode, body, multiValueHeaders = {} } = await router.invoke(proxyEvent(parts));
  const status = String(multiValueHeaders['Cache-Status']?.[0] ?? '');
  return { statusCode, body: Buffer.from(body, 'base64').toString(), status };
}
const thing = (id: string, parts: EventParts = {}) =>
  ask({ resource: '/things/{id}', pathParameters: { id }, ...parts });

describe('what a client sends and the key does not hold', () => {
  it.each([
    'x-forwarded-host',
    'x-forwarded-proto-version',
    'x-forwarded-prefix',
    'x-forwarded-uri',
    'x_forwarded_host',
    'forwarded',
    'x-host',
    'x-original-url',
    'x-rewrite-url',
    'x-original-host',
    'x-http-method-override',
    'x-http-method',
    'x-method-override',
    'x-real-ip',
    'true-client-ip',
    'transfer-encoding',
    'proxy-connection',
  ])('does not reach the answer that others get: %s', async (name) => {
    const poisoned = await thing(`poison-${name}`, { headers: { [name]: ['evil'] } });
    const clean = await thing(`poison-${name}`);
    expect(clean.status).toMatch(/hit/);
    expect(clean.body).toBe(poisoned.body);
    expect(clean.body).not.toContain('evil');
  });

  it('cannot change the host that the target is told', async () => {
    const evil = await thing('host', { headers: { Host: ['evil.example'] } });
    expect(evil.body).not.toContain('evil');
  });

  it('is no content of a GET: such a request is passed by', async () => {
    const fat = await thing('fat', { body: 'evil=1' });
    expect(fat.status).toBe('gatewright; fwd=bypass');
    expect((await thing('fat')).status).toMatch(/uri-miss/);
  });
});

describe('parameters of the query', () => {
  const listed = (query: Record<string, string[]>) => ask({ path: '/list', query });

  it.each<[string, Record<string, string[]>, Record<string, string[]>]>([
    ['given twice', { a: ['1', 'evil'] }, { a: ['1'] }],
    ['in another order of values', { b: ['1', '2'] }, { b: ['2', '1'] }],
    ['cloaked by a semicolon', { c: ['1;d=evil'] }, { c: ['1'] }],
    ['that others ignore', { e: ['1'], utm_source: ['evil'] }, { e: ['1'] }],
    ['encoded once more', { f: ['%31'] }, { f: ['1'] }],
    ['with an ampersand', { g: ['1&h=2'] }, { g: ['1'], h: ['2'] }],
    ['without a value', { i: [''] }, {}],
  ])('%s make another request', async (_, one, other) => {
    const [first, second] = [await listed(one), await listed(other)];
    expect(second.body).not.toBe(first.body);
    expect(second.body).not.toContain('evil');
  });
});

describe('paths that look like a file of everybody', () => {
  /** As API Gateway would give them: the operation of one caller, dressed up as a static file. */
  it.each([
    'x.css',
    ';x.css',
    '%3Bx.css',
    '%2Fx.css',
    '%0Ax.css',
    '%23x.css',
    '%3Fx.css',
    '..%2Fx.css',
    '%2e%2e%2fme',
    '.css',
  ])('are no second way to what is for one caller alone: /me%s', async (suffix) => {
    const dressed = await ask({
      path: `/me${suffix}`,
      resource: '/me',
      authorizer: { operation: 'GET /me', subject: 'ann' },
    });
    const other = await ask({
      path: `/me${suffix}`,
      resource: '/me',
      authorizer: { operation: 'GET /me', subject: 'bob' },
    });
    expect([dressed.status, other.status].join()).not.toMatch(/hit|stored/);
  });

  it.each(['..%2Fme', '%2e%2e', 'a%2Fb', 'a%5Cb', 'a%00b'])(
    'are refused where they could mean another path: %s',
    async (id) => {
      expect((await thing(id)).statusCode).toBe(400);
    },
  );

  it('of one meaning share a stored response', async () => {
    const first = await thing('caf%C3%A9~');
    expect((await thing('caf%c3%a9%7E')).status).toMatch(/hit/);
    expect((await thing('caf%c3%a9%7E')).body).toBe(first.body);
  });
});
