import type { IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { type EventParts, proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { startRouter } from '../../support/start-router.ts';
import { deadTarget, startRawTarget, startTarget } from '../../support/start-target.ts';

const text = (result: APIGatewayProxyResult) => Buffer.from(result.body, 'base64').toString();
const json = (result: APIGatewayProxyResult): unknown => JSON.parse(text(result));

interface Echo {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly names: readonly string[];
  readonly body: string;
}
const echo = (result: APIGatewayProxyResult) => json(result) as Echo;

let hits = 0;
const echoUrl = await startTarget(async (request, response) => {
  hits += 1;
  const { method, url, headers, rawHeaders } = request;
  const body = (await buffer(request)).toString('base64');
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  response.setHeader('set-cookie', ['a=1', 'b=2']);
  response.setHeader('connection', 'x-secret');
  response.setHeader('x-secret', 'inside');
  response.setHeader('proxy-authenticate', 'Basic');
  response.end(JSON.stringify({ method, url, headers, names, body }));
});
const host = new URL(echoUrl).host;

const sockets = new Set<unknown>();
const reusing = await startTarget((request, response) => {
  sockets.add(request.socket);
  response.end();
});

const raw = (answer: string, end = false) =>
  startRawTarget((socket) => (end ? socket.end(answer) : socket.write(answer)));

const router = startRouter({
  backends: {
    echo: backend(`${echoUrl}/base`),
    dead: backend(await deadTarget()),
    halfDead: backend(await deadTarget(), echoUrl),
    resetting: backend(await startRawTarget((socket) => socket.destroy())),
    silent: backend(await startRawTarget(() => undefined)),
    endless: backend(await raw('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf')),
    short: backend(await raw('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf', true)),
    switching: backend(await raw('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n')),
    zero: backend(await raw('HTTP/1.1 000 Nothing\r\ncontent-length: 0\r\n\r\n')),
    beyond: backend(await raw('HTTP/1.1 600 Beyond\r\ncontent-length: 0\r\n\r\n')),
    manyFields: backend(
      await raw(`HTTP/1.1 200 OK\r\n${'a:\r\n'.repeat(2100)}cache-control: private\r\ncontent-length: 0\r\n\r\n`),
    ),
    twoLengths: backend(await raw('HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab')),
    lengthAndChunks: backend(
      await raw('HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'),
    ),
    longHead: backend(await raw(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}\r\ncontent-length: 0\r\n\r\n`)),
    garbage: backend(await raw('SSH-2.0-OpenSSH_9.6\r\n')),
    early: backend(await raw('HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n')),
    large: backend(await startTarget((_, response) => response.end(Buffer.alloc(5_000_000)))),
    headed: backend(
      await startTarget((_, response) => response.setHeader('x', 'y'.repeat(14_000)).end(Buffer.alloc(4_715_000))),
    ),
    redirecting: backend(
      await startTarget((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()),
    ),
    zipped: backend(
      await startTarget((_, response) =>
        response.setHeader('content-encoding', 'gzip').end(Buffer.from([0x1f, 0x8b, 0])),
      ),
    ),
    reusing: backend(reusing),
  },
  operations: [
    ...['GET', 'POST', 'DELETE', 'HEAD', 'PATCH'].map((method) =>
      operation(`${method} /things/{id}`, proxied('echo', '/v2/{id}/x')),
    ),
    operation(
      'GET /edited',
      proxied('echo', '/edited', { requestHeaders: { set: [['X-Set', 'ours']], remove: ['x-gone'] } }),
      {
        responseHeaders: { set: [['X-Frame-Options', 'DENY']], remove: ['set-cookie'] },
      },
    ),
    operation('GET /joined/{a}{b}', proxied('echo', '/files/{a}{b}')),
    ...[
      'dead',
      'halfDead',
      'resetting',
      'short',
      'switching',
      'zero',
      'beyond',
      'twoLengths',
      'lengthAndChunks',
      'longHead',
    ].map((name) => operation(`POST /${name}`, proxied(name, '/'))),
    ...['garbage', 'early', 'large', 'headed', 'manyFields', 'redirecting', 'zipped', 'reusing'].map((name) =>
      operation(`GET /${name}`, proxied(name, '/')),
    ),
    ...['silent', 'endless'].map((name) => operation(`GET /${name}`, proxied(name, '/', { timeout: 60 }))),
    operation('GET /slow', proxied('silent', '/')),
    operation(
      'GET /mocked',
      { kind: 'mock', status: 203, headers: [['X-Mock', 'yes']], body: 'hello' },
      {
        cors: { origins: ['https://app.example'], exposeHeaders: ['X-Mock'], credentials: true },
      },
    ),
    operation('GET /secured', { kind: 'mock', status: 200, headers: [], body: '' }, { secured: true }),
    operation('GET /broken', proxied('unknown', '/')),
  ],
});
const ask = (parts: EventParts, remaining?: number) => router.invoke(proxyEvent(parts), remaining);
const thing = (parts: EventParts) => ask({ resource: '/things/{id}', pathParameters: { id: '7' }, ...parts });

describe('handler of the router', () => {
  it('sends method, path, query and body as the client did', async () => {
    const query = { tag: ['a b', 'ü+&='], 'filter[x]': [''] };
    const body = new Uint8Array([0, 255, 13, 10]);
    const result = await thing({ method: 'POST', pathParameters: { id: 'a%2Bb,c' }, query, body });
    expect(result.statusCode).toBe(200);
    expect(echo(result)).toMatchObject({
      method: 'POST',
      url: '/base/v2/a%2Bb,c/x?tag=a%20b&tag=%C3%BC%2B%26%3D&filter%5Bx%5D=',
      body: 'AP8NCg==',
    });
    expect(echo(result).headers).toMatchObject({ host, 'content-length': '4' });
  });

  it('ignores the path of the event, which a custom domain prefixes', async () => {
    const event = proxyEvent({ resource: '/things/{id}', pathParameters: { id: '7' }, path: '/mapped/things/7' });
    expect(echo(await router.invoke(event)).url).toBe('/base/v2/7/x');
  });

  it("refuses another spelling of a path, to which API Gateway applied another resource's key and throttle", async () => {
    const result = await ask({ resource: '/{id}', pathParameters: { id: '%6Docked' } });
    expect(result.statusCode).toBe(404);
  });

  it.each([
    ['GET', undefined],
    ['DELETE', undefined],
    ['POST', '0'],
    ['PATCH', '0'],
  ])('frames a %s without content', async (method, length) => {
    const { headers } = echo(await thing({ method }));
    expect([headers['content-length'], headers['transfer-encoding']]).toEqual([length, undefined]);
  });

  it('sends content with DELETE', async () => {
    expect(echo(await thing({ method: 'DELETE', body: 'x' })).headers['content-length']).toBe('1');
  });

  it('answers HEAD without content', async () => {
    const result = await thing({ method: 'HEAD' });
    expect([result.statusCode, result.body]).toEqual([200, '']);
  });

  it('passes end-to-end fields with repeats and case, and says who asks', async () => {
    const result = await thing({
      headers: {
        'X-Trace': ['1', '2'],
        authorization: ['Bearer token'],
        'accept-encoding': ['gzip, br'],
        Via: ['1.1 edge'],
        'X-Forwarded-Proto': ['http', 'https'],
      },
    });
    const { headers, names } = echo(result);
    expect(headers).toMatchObject({
      'x-trace': '1, 2',
      authorization: 'Bearer token',
      'accept-encoding': 'gzip, br',
      via: '1.1 edge, 1.1 gatewright',
      forwarded: 'for=192.0.2.7;proto=https;host=api.example.com',
      'x-forwarded-for': '192.0.2.7',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'api.example.com',
    });
    expect(names.filter((name) => name.toLowerCase() === 'host')).toEqual(['Host']);
    expect(names).toContain('X-Trace');
  });

  it('applies the edits of the operation both ways', async () => {
    const result = await ask({ path: '/edited', headers: { 'x-set': ['theirs'], 'X-Gone': ['1'] } });
    const { headers } = echo(result);
    expect([headers['x-set'], headers['x-gone']]).toEqual(['ours', undefined]);
    expect(result.multiValueHeaders).toMatchObject({ 'X-Frame-Options': ['DENY'] });
    expect(result.multiValueHeaders).not.toHaveProperty('set-cookie');
  });

  it('passes repeated response fields and none of the connection', async () => {
    const { multiValueHeaders = {} } = await thing({});
    expect(multiValueHeaders['set-cookie']).toEqual(['a=1', 'b=2']);
    const names = Object.keys(multiValueHeaders).map((name) => name.toLowerCase());
    for (const name of [
      'connection',
      'x-secret',
      'keep-alive',
      'proxy-authenticate',
      'transfer-encoding',
      'content-length',
    ]) {
      expect(names).not.toContain(name);
    }
    expect(multiValueHeaders.Via).toEqual(['1.1 gatewright']);
  });

  it('loses no response field, however many there are', async () => {
    const { multiValueHeaders = {} } = await ask({ path: '/manyFields' });
    expect(multiValueHeaders).toMatchObject({ a: { length: 2100 }, 'cache-control': ['private'] });
  });

  it('does not follow redirects', async () => {
    const result = await ask({ path: '/redirecting' });
    expect(result).toMatchObject({ statusCode: 302, multiValueHeaders: { location: ['http://127.0.0.1:9/'] } });
  });

  it('does not unpack content', async () => {
    expect(await ask({ path: '/zipped' })).toMatchObject({ statusCode: 200, body: 'H4sA' });
  });

  it('passes over informational responses', async () => {
    expect(await ask({ path: '/early' })).toMatchObject({ statusCode: 204, body: '' });
  });

  it('uses a connection again in later invocations', async () => {
    for (let count = 0; count < 3; count++) await ask({ path: '/reusing' });
    expect(sockets.size).toBe(1);
  });

  it('tries another target where the first cannot be reached, with any method', async () => {
    const before = hits;
    const results = [];
    for (let count = 0; count < 3; count++)
      results.push(await ask({ method: 'POST', path: '/halfDead', body: 'once' }));
    expect(results.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(hits - before).toBe(3);
  });

  it.each([
    ['POST', '/dead', 502, 'no target could be reached'],
    ['POST', '/resetting', 502, 'the target gave no valid answer'],
    ['POST', '/short', 502, 'the target gave no valid answer'],
    ['POST', '/switching', 502, 'the target gave no valid answer'],
    ['POST', '/zero', 502, 'the target gave no valid answer'],
    ['POST', '/beyond', 502, 'the target gave no valid answer'],
    ['POST', '/twoLengths', 502, 'the target gave no valid answer'],
    ['POST', '/lengthAndChunks', 502, 'the target gave no valid answer'],
    ['POST', '/longHead', 502, 'the target gave no valid answer'],
    ['GET', '/garbage', 502, 'the target gave no valid answer'],
    ['GET', '/silent', 504, 'the target did not answer in time'],
    ['GET', '/endless', 504, 'the target did not answer in time'],
    [
      'GET',
      '/large',
      502,
      'the response is larger than the 6 MB of a buffered answer: set `stream: true` for this operation',
    ],
    [
      'GET',
      '/headed',
      502,
      'the response is larger than the 6 MB of a buffered answer: set `stream: true` for this operation',
    ],
    ['GET', '/absent', 404, 'no operation has this method and path'],
    ['PUT', '/dead', 404, 'no operation has this method and path'],
    ['TRACE', '/mocked', 405, 'this gateway does not answer TRACE'],
    ['CONNECT', '/mocked', 501, 'this gateway opens no tunnels'],
    ['GET', '/secured', 500, 'the gateway is not configured correctly for this operation'],
    ['GET', '/broken', 500, 'the gateway failed'],
  ])('answers %s %s with a problem of status %i', async (method, path, status, detail) => {
    const result = await ask({ method, path });
    expect(result.statusCode).toBe(status);
    expect(result.multiValueHeaders?.['Content-Type']).toEqual(['application/problem+json']);
    expect(json(result)).toEqual({ type: 'about:blank', title: expect.any(String), status, detail });
  });

  it('refuses paths that a target could read differently', async () => {
    const before = hits;
    const unsafe = await thing({ pathParameters: { id: '%2e%2e' } });
    const joined = await ask({ resource: '/joined/{ab}', pathParameters: { ab: '..' } });
    const dots = await ask({ resource: '/joined/{a}{b}', pathParameters: { a: '%2', b: 'e.' } });
    expect([unsafe.statusCode, joined.statusCode, dots.statusCode]).toEqual([400, 400, 400]);
    expect(hits).toBe(before);
  });

  it.each([
    ['x', 'a\r\nx-admin: 1'],
    ['x', 'a\u0000'],
    ['x y', 'a'],
    ['x:', 'a'],
    ['', 'a'],
  ])('refuses the header field %j: %j', async (name, value) => {
    const before = hits;
    expect((await thing({ headers: { [name]: [value] } })).statusCode).toBe(400);
    expect(hits).toBe(before);
  });

  it('answers before the invocation ends', async () => {
    expect((await ask({ path: '/slow' }, 560)).statusCode).toBe(504);
    expect((await ask({ path: '/slow' }, 400)).statusCode).toBe(504);
  });

  it('lets only the authorized operation pass', async () => {
    const secured = (name: string) => ask({ path: '/secured', authorizer: { operation: name } });
    expect((await secured('GET /secured')).statusCode).toBe(200);
    expect((await secured('GET /mocked')).statusCode).toBe(500);
  });

  it('answers a mock, readable by the pages of allowed origins', async () => {
    const from = (origin: string) => ask({ path: '/mocked', headers: { origin: [origin] } });
    const allowed = await from('https://app.example');
    expect([allowed.statusCode, text(allowed)]).toEqual([203, 'hello']);
    expect(allowed.multiValueHeaders).toEqual({
      'X-Mock': ['yes'],
      Vary: ['Origin'],
      'Access-Control-Allow-Origin': ['https://app.example'],
      'Access-Control-Allow-Credentials': ['true'],
      'Access-Control-Expose-Headers': ['X-Mock'],
    });
    expect((await from('https://evil.example')).multiValueHeaders).toEqual({ 'X-Mock': ['yes'], Vary: ['Origin'] });
  });

  it('logs one line per request, without its secrets', async () => {
    await thing({
      id: 'logged',
      pathParameters: { id: 'canary' },
      query: { access_token: ['canary'] },
      headers: { authorization: ['canary'], 'x-api-key': ['canary'] },
    });
    expect(JSON.parse(await router.logLine('logged'))).toEqual({
      level: 'INFO',
      message: 'request served',
      requestId: 'logged',
      method: 'GET',
      status: 200,
      ms: expect.any(Number),
      operation: 'GET /things/{id}',
      target: `0 ${host}`,
      tries: 1,
    });
  });

  it('logs why it answered by itself', async () => {
    await ask({ path: '/secured', id: 'refused' });
    expect(JSON.parse(await router.logLine('refused'))).toMatchObject({
      level: 'ERROR',
      operation: 'GET /secured',
      reason: "configuration error: the operation needs the authorizer's word, got none",
    });
    await ask({ method: 'POST', path: '/resetting', id: 'reset' });
    expect(JSON.parse(await router.logLine('"reset"'))).toMatchObject({
      level: 'ERROR',
      reason: 'ECONNRESET',
      tries: 1,
    });
  });
});
