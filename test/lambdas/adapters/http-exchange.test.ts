import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { exchange } from '../../../lambdas/adapters/http-exchange.ts';
import { parseOrigin } from '../../../lambdas/adapters/origin.ts';
import { readBody } from '../../../lambdas/adapters/read-body.ts';
import { deadTarget, startRawTarget, startTarget } from '../../support/start-target.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/tls', name), 'utf8');
// Made for these tests alone, for the name target.example.
const [cert, key] = [fixture('cert.pem'), fixture('key.pem')];

const secure = createServer({ cert, key }, ({ socket, headers }, response) => {
  // This server has no other sockets.
  response.end(`${(socket as TLSSocket & { servername: string }).servername} ${headers.host}`);
});
await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
afterAll(() => {
  secure.closeAllConnections();
  secure.close();
});

const connections = new Set<unknown>();
const target = await startTarget(({ socket }, response) => {
  connections.add(socket);
  response.end();
});
const dead = await deadTarget();
const { promise: answered, resolve: hasAnswered } = Promise.withResolvers<Socket>();
const hasty = await startRawTarget((socket) => {
  if (socket.bytesWritten > 0) return;
  socket.pause().write('HTTP/1.1 413 Content Too Large\r\ncontent-length: 2\r\n\r\nno');
  hasAnswered(socket);
});
/** Says no length. */
const lengthless = (then: (socket: Socket) => void) =>
  startRawTarget((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\nhalf', () => then(socket));
  });
const ending = await lengthless((socket) => socket.end());
// Not at once: a reset takes with it what is still on its way.
const resetting = await lengthless((socket) => setTimeout(() => socket.resetAndDestroy(), 20));

/** In one piece with its fields. */
const unreadable = await startRawTarget((socket) =>
  socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nno chunk\r\n'),
);

const request = { path: '/', headers: [], idempotent: true, timeout: 2000 };

async function get(url: string, reached = url, origin = parseOrigin(url, () => reached)) {
  const outcome = await exchange({ ...request, origin, method: 'GET', body: undefined }).outcome;
  if (outcome.kind !== 'answered') return outcome;
  const read = await readBody(outcome.body, 1000);
  return read.kind === 'complete' ? Buffer.from(read.body).toString() : read;
}

/** By a configured name, at the address where the server really is. */
const getSecure = (name: string) =>
  get(`https://${name}`, `https://127.0.0.1:${(secure.address() as AddressInfo).port}`);

afterEach(() => {
  jest.restoreAllMocks();
});

describe('exchange', () => {
  it('uses a connection again, but not one that was idle for over 4 s', async () => {
    const now = Date.now();
    const origin = parseOrigin(target);
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
    for (const [later, expected] of [
      [0, 1],
      [4000, 1],
      [8001, 2],
    ] as const) {
      clock.mockReturnValue(now + later);
      await get(target, target, origin);
      expect(connections.size).toBe(expected);
    }
  });

  it('uses none for more than 5 minutes, however busy it is: its name may lead elsewhere by now', async () => {
    const now = Date.now();
    const origin = parseOrigin(target);
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
    const before = connections.size;
    for (let later = 0; later <= 300_000; later += 3000) {
      clock.mockReturnValue(now + later);
      await get(target, target, origin);
    }
    expect(connections.size - before).toBe(1);
    clock.mockReturnValue(now + 303_000);
    await get(target, target, origin);
    expect(connections.size - before).toBe(2);
  });

  it('leaves no connection behind where the target answers without reading the whole request', async () => {
    const body = Buffer.alloc(8 * 1024 * 1024);
    const { outcome: answer } = exchange({ ...request, origin: parseOrigin(hasty), method: 'POST', body });
    const outcome = await answer;
    if (outcome.kind !== 'answered') throw new Error(outcome.kind);
    expect(await readBody(outcome.body, 1000)).toMatchObject({ kind: 'complete' });
    const socket = await answered;
    await once(socket.resume(), 'close');
    expect(socket.bytesRead).toBeLessThan(body.length);
  });

  it.each([
    ['ends', 'half'],
    ['is reset', { kind: 'failed', reason: 'ECONNRESET' }],
  ])('makes of a body without a length whose connection %s: %j', async (how, expected) => {
    expect(await get(how === 'ends' ? ending : resetting)).toEqual(expected);
  });

  it('fails where the content cannot be read from its first byte on, and leaves nobody waiting', async () => {
    expect(await get(unreadable)).toEqual({ kind: 'failed', reason: 'HPE_INVALID_CHUNK_SIZE' });
  });

  it('says that nothing was sent where nobody listens', async () => {
    expect(await get(dead)).toEqual({ kind: 'unsent', reason: 'ECONNREFUSED' });
  });

  it('refuses a certificate that nobody vouches for, before anything is sent', async () => {
    expect(await getSecure('target.example')).toEqual({ kind: 'unsent', reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });

  it('verifies the configured name, wherever the target is reached', async () => {
    const trusted = getCACertificates('default');
    setDefaultCACertificates([...trusted, cert]);
    try {
      expect(await getSecure('target.example')).toBe('target.example target.example');
      expect(await getSecure('other.example')).toEqual({ kind: 'unsent', reason: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    } finally {
      setDefaultCACertificates(trusted);
    }
  });
});
