/**
 * A target as a process of its own, as bad as its parent tells it to be, at two ports: HTTP/1.1, and HTTP/2 over TLS with a
 * client certificate. Each request that must not be sent twice is noted in a file before anything else happens, so that no
 * kill loses it.
 */
import { once } from 'node:events';
import { openSync, readFileSync, writeSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { contentFor } from './content.ts';
import { isStreamed } from './document.ts';
import { SERVER, type ServerMaterial } from './secrets.ts';

export type Mode =
  | 'good'
  | 'stalled'
  | 'slow'
  | 'breaking'
  | 'cutting'
  | 'hanging-up'
  | 'garbage'
  | 'unavailable'
  | 'going-away';

export interface Ports {
  readonly plain: number;
  readonly secure: number;
}

type Asked = IncomingMessage | Http2ServerRequest;
type Answering = ServerResponse | Http2ServerResponse;

const [, , at = '', folder = '', notes = ''] = process.argv;
const ports = JSON.parse(at) as Ports; // written by target-process.ts
const file = openSync(notes, 'a');
let mode: Mode = 'good';
process.on('message', (next: Mode) => {
  mode = next;
  process.send?.('heard');
});
// The parent is gone.
process.on('disconnect', () => process.exit());

async function serve(request: Asked, response: Answering): Promise<void> {
  const id = String(request.headers['x-id']);
  // What a GOAWAY leaves out was not taken.
  if (request.method === 'POST' && mode !== 'going-away') writeSync(file, `${id}\n`);
  request.on('error', () => undefined);
  response.on('error', () => undefined);
  await answer[mode](id, request, response);
}

const answer: Readonly<Record<Mode, (id: string, request: Asked, response: Answering) => unknown>> = {
  good: write,
  stalled: () => undefined,
  slow: async (id, request, response) => {
    await sleep(300);
    return write(id, request, response);
  },
  // With a reset, and with a clean end of the connection.
  breaking: (id, request, response) => writeHalf(id, response, () => reset(request)),
  cutting: (id, request, response) => writeHalf(id, response, () => hangUp(request)),
  'hanging-up': (_, request) => ('stream' in request ? hangUp(request) : request.socket.destroy()),
  garbage: (_, { socket }) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  unavailable: (_, __, response) => {
    response.statusCode = 503;
    response.end();
  },
  'going-away': (_, request) => goAway(request),
};

/** With its length or in chunks, streamed ones in parts. */
async function write(id: string, { url }: Asked, response: Answering): Promise<void> {
  const content = contentFor(id);
  if (hasLength(id)) response.setHeader('content-length', content.length);
  if (isStreamed(url ?? '')) {
    for (const part of [0, 1, 2, 3]) {
      send(response, content.slice(part * 5000, (part + 1) * 5000));
      await sleep(2);
    }
    response.end(content.slice(20_000));
  } else response.end(content);
}

function writeHalf(id: string, response: Answering, then: () => void): void {
  const content = contentFor(id);
  if (hasLength(id)) response.setHeader('content-length', content.length);
  send(response, content.slice(0, content.length / 2), then);
}

function send(response: Answering, content: string, then = () => {}): void {
  if ('stream' in response) response.write(content, 'utf8', then);
  else response.write(content, then);
}

function reset(request: Asked): void {
  if ('stream' in request) request.stream.close(INTERNAL_ERROR);
  else request.socket.resetAndDestroy();
}

/** Of HTTP/2: RFC 9113 section 7. */
const INTERNAL_ERROR = 2;
const NO_ERROR = 0;
const REFUSED_STREAM = 7;

function hangUp(request: Asked): void {
  if ('stream' in request) request.stream.session?.destroy();
  else request.socket.end();
}

/** Takes no more requests, this one included. */
function goAway(request: Asked): void {
  if (!('stream' in request)) return;
  const { session, id = 1 } = request.stream;
  // A connection's first stream is 1, and Node takes 0 for the last one that came.
  if (id === 1) request.stream.close(REFUSED_STREAM);
  session?.goaway(NO_ERROR, id - 2);
}

const hasLength = (id: string): boolean => Number(/\d+$/.exec(id)?.[0]) % 2 === 0;

const { cert, key, ca } = JSON.parse(readFileSync(join(folder, SERVER), 'utf8')) as ServerMaterial; // of secrets.ts
const plain = createServer(serve);
const secure = createSecureServer({ cert, key, ca, requestCert: true, rejectUnauthorized: true }, serve);
secure.on('sessionError', () => undefined).on('tlsClientError', () => undefined);
const portOf = async (server: Server, port: number): Promise<number> => {
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port; // TCP: never a string
};
const [plainPort, securePort] = await Promise.all([portOf(plain, ports.plain), portOf(secure, ports.secure)]);
process.send?.({ plain: plainPort, secure: securePort } satisfies Ports);
