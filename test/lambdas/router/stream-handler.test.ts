import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { startRouter } from '../../support/start-router.ts';
import { startRawTarget, startTarget } from '../../support/start-target.ts';

/** Responses under way, by path. */
const open = new Map<string | undefined, ServerResponse>();
const target = await startTarget((request, response) => {
  open.set(request.url, response);
  response.setHeader('content-type', 'text/event-stream');
  if (request.method === 'POST') response.end('the first');
  else if (request.url === '/late') response.flushHeaders();
  else response.write('data: 1\n\n');
});

/** Its fields and what is no chunk come in one piece. */
const unreadable = await startRawTarget((socket) =>
  socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nno chunk\r\n'),
);
const other = await startTarget((_, response) => response.end('the other'));

const stream = { stream: true };
const router = startRouter({
  backends: {
    target: backend(target),
    preferred: {
      balance: 'weighted-random',
      targets: [
        { url: target, weight: 1e9 },
        { url: other, weight: 1e-9 },
      ],
    },
    unreadable: {
      balance: 'weighted-random',
      targets: [
        { url: unreadable, weight: 1e9 },
        { url: other, weight: 1e-9 },
      ],
    },
  },
  operations: [
    ...['whole', 'broken', 'late'].map((name) => operation(`GET /${name}`, proxied('target', `/${name}`), stream)),
    operation('GET /endless', proxied('preferred', '/endless', { timeout: 30 }), stream),
    operation('GET /unreadable', proxied('unreadable', '/'), stream),
    operation('GET /left', proxied('preferred', '/left'), stream),
    operation('POST /who', proxied('preferred', '/who')),
    operation('GET /drip', proxied('target', '/drip', { timeout: 80 }), stream),
    operation('GET /empty', { kind: 'mock', status: 204, headers: [], body: '' }, stream),
  ],
});
const ask = (path: string, onChunk?: ((chunk: string) => void) | 'leave') =>
  router.stream(proxyEvent({ path }), onChunk);

describe('streamHandler of the router', () => {
  it('passes on each part as it comes', async () => {
    const result = await ask('/whole', (chunk) => {
      const response = open.get('/whole');
      if (chunk.includes('1')) response?.write('data: 2\n\n');
      if (chunk.includes('2')) response?.end();
    });
    expect(result).toMatchObject({
      metadata: { statusCode: 200, multiValueHeaders: { 'content-type': ['text/event-stream'] } },
      body: 'data: 1\n\ndata: 2\n\n',
      end: 'finished',
      error: undefined,
    });
  });

  it('never ends cleanly where the target breaks off', async () => {
    const result = await ask('/broken', () => open.get('/broken')?.destroy());
    expect(result).toMatchObject({ body: 'data: 1\n\n', end: 'destroyed', error: 'Error: aborted' });
  });

  it('never ends cleanly where the time is over', async () => {
    const result = await ask('/drip');
    expect(result).toMatchObject({
      body: 'data: 1\n\n',
      end: 'destroyed',
      error: 'Error: the time for the exchange is over',
    });
  });

  it.each(['/endless', '/left'])(
    'leaves a target in use whose streams have no end of their own, or no reader: %s',
    async (path) => {
      for (let asked = 0; asked < 6; asked += 1) {
        const { body, end } = await ask(path, path === '/left' ? 'leave' : undefined);
        expect([body, end]).toEqual(['data: 1\n\n', 'destroyed']);
      }
      const { body } = await router.invoke(proxyEvent({ method: 'POST', path: '/who' }));
      expect(Buffer.from(body, 'base64').toString()).toBe('the first');
    },
  );

  it('blames a target whose content cannot be read from its first byte on, in the log as well', async () => {
    for (let asked = 0; asked < 5; asked += 1) {
      const { end, error } = await ask('/unreadable');
      expect([end, error]).toEqual(['destroyed', 'Error: Parse Error: Invalid character in chunk size']);
    }
    expect(await ask('/unreadable')).toMatchObject({ body: 'the other', end: 'finished' });
    const line = await router.logLine('GET /unreadable');
    expect(JSON.parse(line)).toMatchObject({ status: 200, flags: 'UPE', reason: 'HPE_INVALID_CHUNK_SIZE' });
  });

  it('sends status and fields before the first part', async () => {
    const result = await ask('/late', (chunk) => {
      // The empty write that carries them.
      if (chunk === '') open.get('/late')?.end('late');
    });
    expect(result).toMatchObject({ body: 'late', end: 'finished' });
  });

  it('answers problems and mocks as a whole', async () => {
    const absent = await ask('/absent');
    expect([absent.metadata.statusCode, absent.end]).toEqual([404, 'finished']);
    const empty = await ask('/empty');
    expect([empty.metadata.statusCode, empty.body, empty.end]).toEqual([204, '', 'finished']);
  });
});
