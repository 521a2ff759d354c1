import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { startRouter } from '../../support/start-router.ts';
import { startTarget } from '../../support/start-target.ts';

/** Responses under way, by path. */
const open = new Map<string | undefined, ServerResponse>();
const target = await startTarget((request, response) => {
  open.set(request.url, response);
  response.setHeader('content-type', 'text/event-stream');
  if (request.url === '/late') response.flushHeaders();
  else response.write('data: 1\n\n');
});

const stream = { stream: true };
const router = startRouter({
  backends: { target: backend(target) },
  operations: [
    ...['whole', 'broken', 'late'].map((name) => operation(`GET /${name}`, proxied('target', `/${name}`), stream)),
    operation('GET /drip', proxied('target', '/drip', { timeout: 80 }), stream),
    operation('GET /empty', { kind: 'mock', status: 204, headers: [], body: '' }, stream),
  ],
});
const ask = (path: string, onChunk?: (chunk: string) => void) => router.stream(proxyEvent({ path }), onChunk);

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
