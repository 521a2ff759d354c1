import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { httpGet } from '../../../lambdas/adapters/http-get.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const options = { timeout: 1000, limit: 100 };

describe('httpGet', () => {
  it('fetches path and query as given', async () => {
    const url = await serve((request, response) => response.end(request.url));
    const outcome = await httpGet(`${url}/.well-known/keys?tenant=a%2Fb`, options);
    expect(outcome).toMatchObject({
      kind: 'answered',
      status: 200,
      body: Buffer.from('/.well-known/keys?tenant=a%2Fb'),
    });
  });

  it('does not follow redirects', async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: '/elsewhere' }).end());
    expect(await httpGet(url, options)).toMatchObject({ kind: 'answered', status: 302 });
  });

  it('refuses a body over the limit', async () => {
    const url = await serve((_, response) => response.end('x'.repeat(101)));
    expect(await httpGet(url, options)).toEqual({ kind: 'failed', reason: 'the body is larger than 100 bytes' });
  });

  it('refuses a body that breaks off', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('half', () => response.destroy());
    });
    expect(await httpGet(url, options)).toEqual({ kind: 'failed', reason: 'ECONNRESET' });
  });

  it('fails when there is no answer in time', async () => {
    const url = await serve(() => undefined);
    expect(await httpGet(url, { ...options, timeout: 20 })).toEqual({
      kind: 'failed',
      reason: 'no answer within 20 ms',
    });
  });

  it('fails when the answer does not end in time', async () => {
    const url = await serve((_, response) => response.write('half'));
    expect(await httpGet(url, { ...options, timeout: 50 })).toMatchObject({
      kind: 'failed',
      reason: 'no end of the answer within 50 ms',
    });
  });

  it('fails when nobody listens', async () => {
    expect(await httpGet('http://127.0.0.1:9', options)).toEqual({ kind: 'failed', reason: 'ECONNREFUSED' });
  });
});
