/**
 * A target as a process of its own, as bad as its parent tells it to be. Each request that must not be sent twice is noted in
 * a file before anything else happens, so that no kill loses it.
 */
import { openSync, writeSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { contentFor } from './content.ts';

export type Mode = 'good' | 'stalled' | 'slow' | 'breaking' | 'cutting' | 'hanging-up' | 'garbage' | 'unavailable';

const [, , port, notes = ''] = process.argv;
const file = openSync(notes, 'a');
let mode: Mode = 'good';
process.on('message', (next: Mode) => {
  mode = next;
  process.send?.('heard');
});
// The parent is gone.
process.on('disconnect', () => process.exit());

const server = createServer(async (request, response) => {
  const id = String(request.headers['x-id']);
  if (request.method === 'POST') writeSync(file, `${id}\n`);
  request.on('error', () => undefined);
  response.on('error', () => undefined);
  await answer[mode](id, request, response);
});
server.listen(Number(port), '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port)); // TCP: never a string

const answer: Readonly<Record<Mode, (id: string, request: IncomingMessage, response: ServerResponse) => unknown>> = {
  good: write,
  stalled: () => undefined,
  slow: async (id, request, response) => {
    await sleep(300);
    return write(id, request, response);
  },
  // With a reset, and with a clean end of the connection.
  breaking: (id, request, response) => writeHalf(id, request, response, () => request.socket.resetAndDestroy()),
  cutting: (id, request, response) => writeHalf(id, request, response, () => request.socket.end()),
  'hanging-up': (_, { socket }) => socket.destroy(),
  garbage: (_, { socket }) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  unavailable: (_, __, response) => response.writeHead(503).end(),
};

/** With its length or in chunks, streamed ones in parts. */
async function write(id: string, { url }: IncomingMessage, response: ServerResponse): Promise<void> {
  const content = contentFor(id);
  if (hasLength(id)) response.setHeader('content-length', content.length);
  if (url === '/stream') {
    for (const at of [0, 1, 2, 3]) {
      response.write(content.slice(at * 5000, (at + 1) * 5000));
      await sleep(2);
    }
    response.end(content.slice(20_000));
  } else response.end(content);
}

function writeHalf(id: string, _: IncomingMessage, response: ServerResponse, then: () => void): void {
  const content = contentFor(id);
  if (hasLength(id)) response.setHeader('content-length', content.length);
  response.write(content.slice(0, content.length / 2), then);
}

const hasLength = (id: string): boolean => Number(/\d+$/.exec(id)?.[0]) % 2 === 0;
