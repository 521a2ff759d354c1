/** What a reverse proxy is attacked with, against targets that note every byte they get. Caches have a test of their own. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { draws } from '../../support/draws.ts';
import { type EventParts, proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { startRouter } from '../../support/start-router.ts';
import { deadTarget, startRawTarget } from '../../support/start-target.ts';
import { HOSTILE_SEGMENTS } from './hostile-segments.ts';

let bytes = '';
const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n';
const noting = await startRawTarget((socket, text) => {
  bytes += text;
  socket.write(
    `${ANSWER}connection: x-inside\r\nx-inside: 1\r\nte: gzip\r\nupgrade: h2c\r\nkeep-alive: timeout=9\r\n\r\nok`,
  );
});
const bomb = gzipSync(Buffer.alloc(20_000_000));
const bombing = await startRawTarget((socket) => {
  socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`);
  socket.write(bomb);
});
const dripping = (text: string, drip: string) =>
  startRawTarget((socket) => {
    socket.write(text);
    const timer = setInterval(() => socket.write(drip), 5);
    socket.once('close', () => clearInterval(timer));
  });
const redirecting = await startRawTarget((socket) =>
  socket.write(
    'HTTP/1.1 307 Temporary Redirect\r\nlocation: http://169.254.169.254/latest\r\ncontent-length: 0\r\n\r\n',
  ),
);
/** TLS to a server that speaks none. */
const badTls = noting.replace('http:', 'https:');

const user = { requestHeaders: { set: [['X-User-Id', 'ours'] as const], remove: [] } };
const slow = { timeout: 150, retries: { attempts: 1 } };
const router = startRouter({
  backends: {
    noting: backend(`${noting}/base`),
    bombing: backend(bombing),
    redirecting: backend(redirecting),
    headers: backend(await dripping('HTTP/1.1 200 OK\r\n', 'x: y\r\n')),
    body: backend(await dripping('HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n', 'x')),
    hints: backend(await dripping('', 'HTTP/1.1 103 Early Hints\r\n\r\n')),
    dead: backend(await deadTarget()),
    badTls: backend(badTls),
    unresolvable: backend('http://secret-host.invalid'),
  },
  operations: [
    operation('GET /users/{id}', proxied('noting', '/users/{id}', user)),
    operation('POST /users/{id}', proxied('noting', '/users/{id}', user)),
    operation('GET /users/{id}/admin', proxied('noting', '/internal/{id}', user)),
    operation('GET /public', proxied('noting', '/public')),
    ...['bombing', 'redirecting'].map((name) => operation(`GET /${name}`, proxied(name, '/'))),
    ...['headers', 'body', 'hints'].map((name) => operation(`GET /${name}`, proxied(name, '/', slow))),
    ...['dead', 'badTls', 'unresolvable'].map((name) => operation(`GET /${name}`, proxied(name, '/'))),
  ],
});

async function ask(parts: EventParts) {
  bytes = '';
  const result = await router.invoke(proxyEvent(parts));
  return { ...result, text: Buffer.from(result.body, 'base64').toString() };
}
const user7 = (parts: EventParts = {}) => ask({ resource: '/users/{id}', pathParameters: { id: '7' }, ...parts });
const requestLines = () => bytes.match(/^\S+ \S+ HTTP\/1\.1\r$/gm)?.map((line) => line.split(' ', 2).join(' ')) ?? [];
const fieldsSent = (name: string) =>
  bytes
    .split('\r\n')
    .filter((line) => line.toLowerCase().replaceAll('_', '-').startsWith(`${name}:`))
    .map((line) => line.slice(line.indexOf(':') + 2));

describe('hop-by-hop fields', () => {
  it.each([
    ['proxy-authorization', 'x'],
    ['keep-alive', 'timeout=9'],
    ['te', 'gzip'],
    ['trailer', 'x'],
    ['upgrade', 'h2c'],
    ['expect', '100-continue'],
    ['http2-settings', 'x'],
    ['transfer-encoding', 'chunked'],
  ])('of the client do not reach a target: %s', async (name, value) => {
    await user7({ headers: { [name]: [value], [name.replace('-', '_')]: [value] } });
    expect([requestLines(), fieldsSent(name)]).toEqual([['GET /base/users/7'], []]);
  });

  it('of a target do not reach the client', async () => {
    const { multiValueHeaders = {} } = await user7();
    expect(Object.keys(multiValueHeaders)).toEqual(['Via']);
  });

  it('cannot take away what is said of the user, or what the user says', async () => {
    const headers = {
      connection: ['close, x-user-id, authorization, host, cookie, content-type'],
      authorization: ['a'],
      cookie: ['b'],
    };
    await user7({ headers });
    expect(['x-user-id', 'authorization', 'cookie'].map(fieldsSent)).toEqual([['ours'], ['a'], ['b']]);
  });
});

describe('fields that the gateway speaks', () => {
  it('have no second speaker, in whatever spelling', async () => {
    await user7({ headers: { 'x-user-id': ['a'], X_User_Id: ['b'], 'X-USER-ID': ['c'], 'x_user-id': ['d', 'e'] } });
    expect(fieldsSent('x-user-id')).toEqual(['ours']);
  });

  it('say who asks by API Gateway alone', async () => {
    const claimed = [
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
      'forwarded',
      'x-real-ip',
      'x-forwarded-uri',
      'x-original-url',
      'x-http-method-override',
      'x-forwarded-prefix',
      'x-forwarded',
      'x-remote-addr',
      'x-scheme',
      'wl-proxy-client-ip',
      'proxy-client-ip',
    ];
    await user7({ headers: Object.fromEntries(claimed.map((name) => [name, ['evil']])) });
    expect(bytes).not.toContain('evil');
    expect([requestLines(), fieldsSent('x-forwarded-for')]).toEqual([['GET /base/users/7'], ['192.0.2.7']]);
  });

  it('lead no program of a target to a proxy (CVE-2016-5385)', async () => {
    await user7({ headers: { Proxy: ['http://evil.example'] } });
    expect([requestLines(), fieldsSent('proxy')]).toEqual([['GET /base/users/7'], []]);
  });

  it.each(['evil.example', 'a, b', 'user@evil', '127.0.0.1:1'])(
    'name the target, not the Host of the client: %s',
    async (host) => {
      const { text } = await user7({ headers: { host: [host] } });
      expect([fieldsSent('host'), text]).toEqual([[new URL(noting).host], 'ok']);
    },
  );
});

describe('one request', () => {
  const smuggled = 'GET /base/internal/1 HTTP/1.1\r\nhost: x\r\n\r\n';

  it.each<[string, Record<string, string[]>]>([
    ['CL.TE', { 'content-length': ['4'], 'transfer-encoding': ['chunked'] }],
    ['TE.TE', { 'transfer-encoding': ['chunked', 'identity'], Transfer_Encoding: ['xchunked'] }],
    ['CL.0', { 'content-length': ['0'] }],
    ['two lengths', { 'content-length': ['3', '50'] }],
    ['a length of spaces', { 'content-length': [' 3 '] }],
    ['expect', { expect: ['100-continue'] }],
    ['upgrade', { upgrade: ['h2c'], connection: ['upgrade'] }],
  ])('stays one at the target, however it claims to be framed: %s', async (_, headers) => {
    for (const body of [`0\r\n\r\n${smuggled}`, smuggled]) {
      await user7({ method: 'POST', headers, body });
      expect(bytes.split('\r\n\r\n', 1)[0]?.match(/^content-length: .*$/gim)).toEqual([
        `Content-Length: ${body.length}`,
      ]);
      // All that follows the head is content of that length.
      expect(bytes.slice(bytes.indexOf('\r\n\r\n') + 4)).toBe(body);
    }
  });

  it('without content has no length that a client claims', async () => {
    await user7({ headers: { 'content-length': ['44'] } });
    expect([requestLines(), fieldsSent('content-length')]).toEqual([['GET /base/users/7'], []]);
  });
});

describe('a path', () => {
  it.each(HOSTILE_SEGMENTS)('is refused where a target could read another one: %j', async (id) => {
    const { statusCode } = await user7({ pathParameters: { id } });
    // A slash in it makes it another operation's path, to which API Gateway applied another resource's key.
    expect([[400, 404].includes(statusCode), requestLines()]).toEqual([true, []]);
  });

  it.each([
    ['%252e%252e', '%252e%252e'],
    ['%252fadmin', '%252fadmin'],
    ['7;admin', '7%3Badmin'],
    ['7%3Fx', '7%3Fx'],
    ['7%23x', '7%23x'],
    ['http:', 'http:'],
    ['@evil.example', '@evil.example'],
    ['7.', '7.'],
    ['ADMIN', 'ADMIN'],
  ])('is sent as it was decided on: %j', async (id, sent) => {
    await user7({ pathParameters: { id } });
    expect(requestLines()).toEqual([`GET /base/users/${sent}`]);
  });

  it('never leaves the operation that was authorized, whatever its parameter holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 12 }), fc.boolean(), async (text, encoded) => {
        await user7({ pathParameters: { id: encoded ? encodeURIComponent(text.toWellFormed()) : text } });
        return requestLines().every((line) => /^GET \/base\/users\/[^/?#;\\]+$/.test(line));
      }),
      { numRuns: draws(100) },
    );
  }, 30_000);

  it.each(['/public', 'a\r\nx: y', '#/public', '/../internal/1', '%0d%0ax: y'])(
    'is not touched by the query: %j',
    async (value) => {
      await user7({ query: { next: [value], '\r\nx': [value] } });
      const name = encodeURIComponent('\r\nx');
      expect(requestLines()).toEqual([
        `GET /base/users/7?next=${encodeURIComponent(value)}&${name}=${encodeURIComponent(value)}`,
      ]);
    },
  );
});

describe('a target', () => {
  it('is where the document says, though another one sends the client away', async () => {
    const { statusCode, multiValueHeaders } = await ask({ path: '/redirecting' });
    expect([statusCode, multiValueHeaders?.location]).toEqual([307, ['http://169.254.169.254/latest']]);
  });

  it('is not unpacked', async () => {
    const { body, multiValueHeaders } = await ask({ path: '/bombing' });
    expect([body.length, multiValueHeaders?.['content-encoding']]).toEqual([bomb.toString('base64').length, ['gzip']]);
  });

  it.each(['headers', 'body', 'hints'])('that drips is cut off in time: %s', async (name) => {
    expect([502, 504]).toContain((await ask({ path: `/${name}` })).statusCode);
  });

  it.each(['dead', 'badTls', 'unresolvable'])('that cannot be reached is not told of: %s', async (name) => {
    const { statusCode, text } = await ask({ path: `/${name}` });
    expect([statusCode, JSON.parse(text)]).toEqual([
      502,
      { type: 'about:blank', title: 'Bad Gateway', status: 502, detail: 'no target could be reached' },
    ]);
  });
});

describe('the log', () => {
  it('holds no secret and no word of a client', async () => {
    const secret = 'canary-5d1f';
    const names = [
      'authorization',
      'cookie',
      'x-api-key',
      'dpop',
      'user-agent',
      'traceparent',
      'tracestate',
      'x-amzn-trace-id',
    ];
    const headers = Object.fromEntries(names.map((name) => [name, [`${secret}{"level":"info"`]]));
    const query = { access_token: [secret], api_key: [secret] };
    for (const [path, id] of [
      ['/public', 'kept-1'],
      ['/dead', 'kept-2'],
      [`/${secret}`, 'kept-3'],
      ['/headers', 'kept-4'],
    ] as const) {
      const { text } = await ask({ path, id, headers, query });
      expect(text).not.toContain(secret);
      expect(await router.logLine(id)).not.toContain(secret);
    }
    const { statusCode } = await ask({
      path: '/public',
      id: 'kept-5',
      headers: { 'user-agent': ['\n{"level":"info"}'] },
    });
    expect([statusCode, requestLines()]).toEqual([400, []]);
  });
});
