import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type LocalGateway, startLocalGateway } from '../../../lib/local/index.ts';
import { openApi } from '../../support/local-api.ts';
import { writeLocalAssembly } from '../../support/local-assembly.ts';
import { send } from '../../support/send.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import type { WrittenAssembly } from '../assembly/write-assembly.ts';

/** Answers with the request as it came. */
const backend: Server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    const status = Number(/^\/status\/(\d+)/.exec(request.url ?? '')?.[1] ?? 200);
    const { method, url, headers } = request;
    response.writeHead(status, { Server: 'backend', Via: '1.1 x', 'x-custom': 'y', 'Set-Cookie': ['a=1', 'b=2'] });
    response.end(JSON.stringify({ method, url, headers, body }));
  });
});
const stateDir = temporaryFolder();
let assembly: WrittenAssembly;
let gateway: LocalGateway;
let host: string;

const parameter = (place: string, name: string) => ({ in: place, name, schema: { type: 'string' } });

const proxy = (uri: string, settings = {}) => ({
  'x-amazon-apigateway-any-method': {
    parameters: [
      parameter('query', 'testVar'),
      parameter('query', 'testQueryString'),
      parameter('header', 'foobar'),
      parameter('header', 'absent'),
    ],
    'x-amazon-apigateway-integration': { type: 'http_proxy', httpMethod: 'ANY', uri, ...settings },
  },
});

beforeAll(async () => {
  await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(backend.address() as AddressInfo).port}`;
  const map = { 'integration.request.path.map': 'method.request.path.map' };
  assembly = await writeLocalAssembly({
    body: openApi({
      '/plain': proxy(`http://${host}/plain`),
      '/post': proxy(`http://${host}/post`, { httpMethod: 'POST' }),
      '/map/{map+}': proxy(`http://${host}/{map}`, { requestParameters: map }),
      '/merge/{pathVariable}': proxy(`http://${host}/?testVar={pathVar}&testQs={qsVar}`, {
        requestParameters: {
          'integration.request.path.pathVar': 'method.request.path.pathVariable',
          'integration.request.path.qsVar': 'method.request.querystring.testVar',
          'integration.request.querystring.queryString': 'method.request.querystring.testQueryString',
          'integration.request.querystring.testQs': 'method.request.querystring.testQueryString',
          'integration.request.header.headerVar': 'method.request.header.foobar',
          'integration.request.header.empty': 'method.request.header.absent',
          'integration.request.header.Host': "'mapped.example.com'",
        },
      }),
    }),
  });
  gateway = await startLocalGateway({ assembly: assembly.dir, port: 0, stateDir });
});
afterAll(async () => {
  await gateway.close();
  await assembly.remove();
  await new Promise((resolve) => backend.close(resolve));
});

async function received(path: string, options = {}) {
  const reply = await send(`${gateway.url}${path}`, options);
  return reply.json() as { method: string; url: string; headers: Record<string, string>; body: string };
}

describe('integrateHttpProxy', () => {
  it('merges the queries of uri, client and mappings, and lets mapped headers win', async () => {
    const request = await received('/merge/foobar?testQueryString=foo&testVar=bar', {
      method: 'POST',
      headers: { foobar: 'mapped-value', headerVar: 'request-value' },
    });
    expect(request.url).toBe('/?testVar=foobar&testQs=bar&testQueryString=foo&testVar=bar&queryString=foo&testQs=foo');
    expect(request.headers).toMatchObject({
      foobar: 'mapped-value',
      headervar: 'mapped-value',
      host: 'mapped.example.com',
    });
    expect(request.headers.empty).toBeUndefined();
  });

  it('sends what the client sent but for connection headers', async () => {
    const headers = {
      Via: '1.1 client',
      TE: 'trailers',
      'Max-Forwards': '2',
      Authorization: 'Bearer x',
      'Content-Type': 'text/plain',
    };
    const request = await received('/plain?a=%20b', { method: 'PUT', headers, body: 'text' });
    expect(request).toMatchObject({
      method: 'PUT',
      url: '/plain?a=%20b',
      body: 'text',
      headers: { authorization: 'Bearer x', host },
    });
    expect(request.headers).toMatchObject({
      'content-length': '4',
      'x-amzn-apigateway-api-id': gateway.apis[0]?.id,
      'x-amzn-trace-id': expect.stringMatching(/^Root=/),
    });
    expect(Object.keys(request.headers)).not.toEqual(expect.arrayContaining(['via']));
    for (const name of ['te', 'max-forwards']) expect(request.headers[name]).toBeUndefined();
  });

  it('relays status and headers, remapped as the service does', async () => {
    const reply = await send(`${gateway.url}/map/status/400`);
    expect(reply).toMatchObject({
      status: 400,
      headers: {
        'x-custom': 'y',
        'x-amzn-remapped-server': 'backend',
        'x-amzn-remapped-date': expect.any(String),
        'set-cookie': ['a=1', 'b=2'],
      },
    });
    expect(reply.headers.via).toBeUndefined();
    expect(reply.headers['x-amzn-trace-id']).toBeUndefined();
  });

  it("uses the integration's method and decodes mapped path parameters", async () => {
    expect((await received('/post')).method).toBe('POST');
    expect((await received('/map/a%2Fb/c%20d')).url).toBe('/a/b/c%20d');
  });
});
