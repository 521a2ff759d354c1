import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { exchangeOverHttp2 } from '../../../lambdas/adapters/http2-exchange.ts';
import { sessionsTo } from '../../../lambdas/adapters/http2-sessions.ts';
import { type Origin, parseOrigin } from '../../../lambdas/adapters/origin.ts';
import { readBody } from '../../../lambdas/adapters/read-body.ts';
import { startHttp2Target } from '../../support/start-http2-target.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

const large = Buffer.alloc(3_000_000, 'x');
const target = await startHttp2Target((stream, headers) => {
  stream.respond({ ':status': 200 });
  stream.end(headers[':path'] === '/large' ? large : '');
});
target.server.setMaxListeners(0);

const narrow = await startHttp2Target((stream) => stream.respond({ ':status': 204 }, { endStream: true }), undefined, {
  maxConcurrentStreams: 2,
});

// In a thread of its own, for this one stands still meanwhile.
const forgetful = new Worker(
  `const { parentPort } = require('node:worker_threads');
  const server = require('node:http2').createServer();
  server.on('session', (session) => session.setTimeout(5, () => session.close()));
  server.on('stream', (stream) => stream.respond({ ':status': 200 }, { endStream: true }));
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
  { eval: true },
);
afterAll(() => forgetful.terminate());
const forgetfulPort = await new Promise((resolve) => forgetful.once('message', resolve));

async function send(origin: Origin, { idempotent = true, path = '/' } = {}) {
  const { outcome } = exchangeOverHttp2({
    origin,
    method: idempotent ? 'GET' : 'POST',
    path,
    headers: [],
    body: undefined,
    idempotent,
    timeout: 2000,
  });
  const settled = await outcome;
  if (settled.kind !== 'answered') return settled;
  const body = await readBody(settled.body, 10_000_000);
  return body.kind === 'complete' ? body.body.byteLength : body;
}

describe('sessionsTo', () => {
  it('uses one connection for many requests at a time and one after the other', async () => {
    const before = target.connections();
    const origin = parseOrigin(target.url);
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => send(origin))))).toEqual(new Set([0]));
    for (let times = 0; times < 5; times += 1) await send(origin);
    expect(target.connections() - before).toBe(1);
  });

  it('uses none for more than 5 minutes, however busy it is: its name may lead elsewhere by now', async () => {
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
    const before = target.connections();
    const origin = parseOrigin(target.url);
    for (let later = 0; later <= 300_000; later += 50_000) {
      clock.mockReturnValue(now + later);
      await send(origin);
    }
    expect(target.connections() - before).toBe(1);
    clock.mockReturnValue(now + 300_001);
    await send(origin);
    expect(target.connections() - before).toBe(2);
  });

  it('reads what is larger than any window', async () => {
    expect(await send(parseOrigin(target.url), { path: '/large' })).toBe(large.byteLength);
  });

  it('opens another connection where the server takes no more streams on one', async () => {
    const origin = parseOrigin(narrow.url);
    await send(origin);
    const all = await Promise.all(Array.from({ length: 4 }, () => send(origin)));
    expect(all).toEqual([0, 0, 0, 0]);
    expect(narrow.connections()).toBeGreaterThan(1);
  });

  it.each([
    ['4 s', true, 4001],
    ['1 s where a request must not be sent twice', false, 1001],
  ])('asks a connection that was idle for %s whether it lives', async (_, idempotent, idle) => {
    const origin = parseOrigin(target.url);
    let now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now);
    const { session, end } = await sessionsTo(origin).acquire({ idempotent, connectTimeout: 1000 });
    end();
    await send(origin, { idempotent });
    const ping = jest.spyOn(session, 'ping');
    now += idle - 1;
    await send(origin, { idempotent });
    expect(ping).not.toHaveBeenCalled();
    now += idle;
    await send(origin, { idempotent });
    expect(ping).toHaveBeenCalledTimes(1);
    now += 60_001;
    await send(origin, { idempotent });
    expect(session.destroyed).toBe(true);
  });

  it('does not lose a request on a connection that was closed while the instance was frozen', async () => {
    const origin = parseOrigin(`http://127.0.0.1:${forgetfulPort}`);
    for (let times = 0; times < 10; times += 1) {
      expect(await send(origin, { idempotent: false })).toBe(0);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  });

  it('lets connections in use end their requests when it is retired', async () => {
    const origin = parseOrigin(target.url);
    const { session, end } = await sessionsTo(origin).acquire({ idempotent: true, connectTimeout: 1000 });
    end();
    const under = send(origin, { path: '/large' });
    await pause(0);
    sessionsTo(origin).retire();
    expect(await under).toBe(large.byteLength);
    if (!session.destroyed) await new Promise((resolve) => session.once('close', resolve));
    expect(session.destroyed).toBe(true);
  });
});
