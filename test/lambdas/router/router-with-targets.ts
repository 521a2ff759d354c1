/** A router in front of targets of every kind: one that echoes, and those that are dead, mute, late or talk nonsense. */
import type { IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { type EventParts, proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { startRouter } from '../../support/start-router.ts';
import { deadTarget, startRawTarget, startTarget } from '../../support/start-target.ts';

export const text = (result: APIGatewayProxyResult) => Buffer.from(result.body, 'base64').toString();
export const json = (result: APIGatewayProxyResult): unknown => JSON.parse(text(result));

interface Echo {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly names: readonly string[];
  readonly body: string;
}
export const echo = (result: APIGatewayProxyResult) => json(result) as Echo;

let hits = 0;
/** Requests that reached the echoing target. */
export const hitCount = () => hits;
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
export const host = new URL(echoUrl).host;

export const sockets = new Set<unknown>();
const reusing = await startTarget((request, response) => {
  sockets.add(request.socket);
  response.end();
});

const raw = (answer: string, end = false) =>
  startRawTarget((socket) => (end ? socket.end(answer) : socket.write(answer)));

export const router = startRouter({
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
    coded: backend(await raw('HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n')),
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
      'coded',
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
export const ask = (parts: EventParts, remaining?: number) => router.invoke(proxyEvent(parts), remaining);
export const thing = (parts: EventParts) => ask({ resource: '/things/{id}', pathParameters: { id: '7' }, ...parts });
