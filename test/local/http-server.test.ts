import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from '@jest/globals';
import { startHttpServer } from '../../lib/local/http-server.ts';

const server = await startHttpServer({
  host: '127.0.0.1',
  port: 0,
  handle: async ({ url }) => ({ kind: 'answer', status: 200, headers: ['x-url', url], body: 'fine' }),
  onError: (error) => {
    throw error;
  },
});
afterAll(() => server.close(0));

const MEGABYTE = Buffer.alloc(1024 * 1024);

describe('startHttpServer', () => {
  it.each(['Content-Length: 12582912', 'Transfer-Encoding: chunked'])(
    'lets a client send all of a body that is too large, and read why it was refused (%s)',
    async (field) => {
      const socket = connect(server.port, '127.0.0.1');
      const errors: Error[] = [];
      socket.on('error', (error) => errors.push(error));
      socket.write(`POST / HTTP/1.1\r\nHost: x\r\n${field}\r\n\r\n`);
      const chunk = field.startsWith('Transfer')
        ? Buffer.concat([Buffer.from('100000\r\n'), MEGABYTE, Buffer.from('\r\n')])
        : MEGABYTE;
      const write = () => new Promise((resolve) => socket.write(chunk, resolve));
      for (let sent = 0; sent < 11; sent += 1) await write();
      // The answer is there, and not looked at before all is sent: so do simple clients.
      await once(socket, 'readable');
      await write();
      if (field.startsWith('Transfer')) socket.write('0\r\n\r\n');
      expect(errors).toEqual([]);
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 [\s\S]*HTTP content length exceeded 10485760 bytes\.$/);
    },
  );

  it.each([
    ['/a?b=c', '/a?b=c'],
    ['http://api.example.com/a?b=c', '/a?b=c'],
    ['HTTP://x', '/'],
    ['http://x?q', '/?q'],
    ['//x/a', '//x/a'],
  ])('takes the target %s for %s', async (target, url) => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(await text(socket)).toContain(`\r\nx-url: ${url}\r\n`);
  });

  it('does not wait for ever for a client that stops in the middle of one', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 12582912\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 /);
  });
});
