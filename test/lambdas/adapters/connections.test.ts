import type { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { type ExchangeRequest, exchange } from '../../../lambdas/adapters/http-exchange.ts';
import { type Origin, parseOrigin } from '../../../lambdas/adapters/origin.ts';
import { readBody } from '../../../lambdas/adapters/read-body.ts';
import { startRawTarget } from '../../support/start-target.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

const sockets = new Set<Socket>();
/** Answers with the field that `x-say` gives it. */
const keeping = await startRawTarget((socket, text) => {
  sockets.add(socket);
  const [, field] = /x-say: (.*)/.exec(text) ?? [];
  socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 0\r\n${field ? `${field}\r\n` : ''}\r\n`);
});

let requests = 0;
const resetting = await startRawTarget((socket) => {
  requests += 1;
  if (requests === 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
  else socket.resetAndDestroy();
});

// In a thread of its own, for this one stands still meanwhile.
const forgetful = new Worker(
  `const { parentPort } = require('node:worker_threads');
  const server = require('node:http').createServer({ keepAliveTimeout: 1, keepAliveTimeoutBuffer: 1 }, (_, response) =>
    response.writeHead(200, ['connection', 'keep-alive', 'content-length', '0']).end());
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
  { eval: true },
);
afterAll(() => forgetful.terminate());
const forgetfulPort = await new Promise((resolve) => forgetful.once('message', resolve));

/** Answers with the path that it was asked for, and a moment later once more, unasked. */
const talkative = new Worker(
  `const { parentPort } = require('node:worker_threads');
  const answer = (text) => 'HTTP/1.1 200 OK\\r\\ncontent-length: ' + text.length + '\\r\\n\\r\\n' + text;
  const server = require('node:net').createServer((socket) =>
    socket.on('error', () => undefined).on('data', (data) => {
      socket.write(answer(data.toString('latin1').split(' ')[1]));
      setTimeout(() => socket.write(answer('unasked')), 1);
    }));
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
  { eval: true },
);
afterAll(() => talkative.terminate());
const talkativePort = await new Promise((resolve) => talkative.once('message', resolve));

const standStill = (milliseconds: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

async function send(origin: Origin, idempotent = true, field = '') {
  const { outcome } = exchange({ ...wanted(origin, idempotent), headers: [['x-say', field]] });
  const settled = await outcome;
  if (settled.kind !== 'answered') return settled;
  await readBody(settled.body, 1000);
  return settled.kind;
}

const wanted = (origin: Origin, idempotent: boolean): ExchangeRequest => ({
  origin,
  method: idempotent ? 'GET' : 'POST',
  path: '/',
  headers: [],
  body: undefined,
  idempotent,
  timeout: 2000,
});

describe('connectionsTo', () => {
  it.each<[string, string, boolean, number, number]>([
    ['for 4 s', '', true, 4000, 4001],
    ['for 1 s where a request must not be sent twice', '', false, 1000, 1001],
    ['for as long as the target says, less a second', 'keep-alive: timeout=2', true, 1000, 1001],
    ['so for every request', 'keep-alive: timeout=30, max=100', false, 29_000, 29_001],
    ['for a minute at most', 'keep-alive: timeout=9999', true, 60_000, 60_001],
  ])('keeps an idle connection %s', async (_, field, idempotent, kept, closed) => {
    const origin = parseOrigin(keeping);
    sockets.clear();
    let now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now);
    await send(origin, idempotent, field);
    now += kept;
    await send(origin, idempotent, field);
    expect(sockets.size).toBe(1);
    now += closed;
    await send(origin, idempotent, field);
    expect(sockets.size).toBe(2);
  });

  it('rejects where the request is one that HTTP cannot carry, on a kept connection as on a new one', async () => {
    const origin = parseOrigin(keeping);
    await send(origin);
    const { outcome } = exchange({ ...wanted(origin, true), headers: [['x-name', '\u540d']] });
    await expect(outcome).rejects.toThrow('Invalid character in header content');
  });

  it('says of a lost request whether its connection was used before and gave no byte', async () => {
    const origin = parseOrigin(resetting);
    await send(origin);
    expect(await send(origin)).toEqual({ kind: 'failed', reason: 'ECONNRESET', stale: true });
    expect(await send(origin)).toEqual({ kind: 'failed', reason: 'ECONNRESET', stale: false });
  });

  it('does not lose a request on a connection that was closed while the instance was frozen', async () => {
    const origin = parseOrigin(`http://127.0.0.1:${forgetfulPort}`);
    for (let times = 0; times < 20; times++) {
      expect(await send(origin, false)).toBe('answered');
      standStill(20);
    }
  });

  it('takes nothing for an answer that had come before the request was sent, however soon after the one before', async () => {
    const origin = parseOrigin(`http://127.0.0.1:${talkativePort}`);
    for (let times = 0; times < 20; times++) {
      const { outcome } = exchange({ ...wanted(origin, true), path: `/${times}` });
      const settled = await outcome;
      if (settled.kind !== 'answered') throw new Error(settled.kind);
      const body = await readBody(settled.body, 1000);
      expect(body.kind === 'complete' && Buffer.from(body.body).toString()).toBe(`/${times}`);
      // In the same turn of the event loop, which sees nothing of what comes meanwhile.
      standStill(5);
    }
  });
});
