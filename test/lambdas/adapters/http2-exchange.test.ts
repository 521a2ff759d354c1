import { type Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import type { ExchangeRequest } from '../../../lambdas/adapters/http-exchange.ts';
import { exchangeOverHttp2 } from '../../../lambdas/adapters/http2-exchange.ts';
import { type Origin, parseOrigin } from '../../../lambdas/adapters/origin.ts';
import { readBody } from '../../../lambdas/adapters/read-body.ts';
import { frame, frames, type Said, startFramesTarget, startHttp2Target } from '../../support/start-http2-target.ts';
import { deadTarget, startRawTarget } from '../../support/start-target.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

const { ok, data, last, reset, goaway } = frames;

const echo = await startHttp2Target(async (stream, headers) => {
  const body = await buffer(stream);
  stream.respond({ ':status': 200, 'set-cookie': ['a=1', 'b=2'] });
  stream.end(JSON.stringify({ headers, body: body.toString('latin1') }));
});

const LARGE = 10_485_760;
// In a thread of its own, as the two must not take turns.
const large = new Worker(
  `const server = require('node:http2').createServer();
  server.on('stream', async (stream) => {
    stream.respond({ ':status': 200, 'content-length': ${LARGE} });
    for (let sent = 0; sent < ${LARGE}; sent += 65536)
      if (!stream.write(Buffer.alloc(65536))) await require('node:events').once(stream, 'drain');
    stream.end();
  });
  server.listen(0, '127.0.0.1', () => require('node:worker_threads').parentPort.postMessage(server.address().port));`,
  { eval: true },
);
afterAll(() => large.terminate());
const largeUrl = `http://127.0.0.1:${await new Promise((resolve) => large.once('message', resolve))}`;

const request = (origin: Origin, more: Partial<ExchangeRequest> = {}): ExchangeRequest => ({
  origin,
  method: 'GET',
  path: '/x?y=1',
  headers: [],
  body: undefined,
  idempotent: true,
  timeout: 2000,
  ...more,
});

/** The outcome of a whole exchange: that of its body where there is one. */
async function send(origin: Origin, more: Partial<ExchangeRequest> = {}) {
  const outcome = await exchangeOverHttp2(request(origin, more)).outcome;
  if (outcome.kind !== 'answered') return outcome;
  const { status, headers } = outcome;
  const body = await readBody(outcome.body, 50_000_000);
  return body.kind === 'complete' ? { kind: 'whole', status, headers, body: Buffer.from(body.body) } : body;
}

/** By who takes it in small parts: its size, or the code of what it failed with. */
async function readSlowly(body: Readable): Promise<number | string | undefined> {
  let size = 0;
  const reader = new Writable({
    highWaterMark: 1024,
    write(chunk: Uint8Array, _encoding, next) {
      size += chunk.byteLength;
      next();
    },
  });
  return pipeline(body, reader).then(
    () => size,
    ({ code }: NodeJS.ErrnoException) => code,
  );
}

async function echoed(more: Partial<ExchangeRequest>) {
  const outcome = await send(parseOrigin(`${echo.url}/base`), more);
  if (outcome.kind !== 'whole' || !('status' in outcome)) throw new Error(JSON.stringify(outcome));
  return { ...outcome, seen: JSON.parse(outcome.body.toString()) as { headers: Record<string, string>; body: string } };
}

let saying: Said = [];
/** A status of 200 and a `content-length` of one digit. */
const okOfLength = (length: number) => frame(1, 4, 1, [0x88, 0x5c, 1, 0x30 + length]);
const framesUrl = await startFramesTarget(() => saying);
/** A server that says this, on a connection of its own. */
function against(...said: Said): Origin {
  saying = said;
  return parseOrigin(framesUrl);
}
const silentUrl = await startRawTarget(() => undefined);

describe('exchangeOverHttp2', () => {
  it('sends method, path, fields and content, and hands back what came', async () => {
    const { status, headers, seen } = await echoed({
      method: 'POST',
      headers: [['X-Up', 'ü']],
      body: Buffer.from('ß', 'latin1'),
    });
    expect(status).toBe(200);
    expect(headers.filter(([name]) => name === 'set-cookie')).toEqual([
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ]);
    expect(seen.headers).toMatchObject({
      ':method': 'POST',
      ':path': '/base/x?y=1',
      ':authority': new URL(echo.url).host,
      'x-up': 'ü',
      'content-length': '1',
    });
    expect(seen.body).toBe('ß');
  });

  it('never fails for what a client sends: lines are joined, fields of a connection left out', async () => {
    const { seen } = await echoed({
      headers: [
        ['Content-Type', 'a/b'],
        ['content-type', 'c/d'],
        ['Cookie', 'a=1'],
        ['cookie', 'b=2'],
        ['Connection', 'x'],
        ['Transfer-Encoding', 'chunked'],
        ['HTTP2-Settings', 'x'],
        ['Host', 'evil'],
        ['Content-Length', '99'],
        ['TE', 'trailers'],
        ['x-space', ' padded\t'],
        ['authorization', 'one'],
        ['authorization', 'two'],
        ['x_under', '1'],
        ['x-empty', ''],
      ],
    });
    expect(seen.headers).toMatchObject({
      'content-type': 'a/b, c/d',
      cookie: 'a=1; b=2',
      te: 'trailers',
      'x-space': 'padded',
      authorization: 'one, two',
      x_under: '1',
      'x-empty': '',
      ':authority': new URL(echo.url).host,
    });
    for (const name of ['connection', 'transfer-encoding', 'http2-settings', 'content-length'])
      expect(seen.headers).not.toHaveProperty(name);
  });

  it('sends the one TE that HTTP/2 knows, however often and in whatever case a client says it', async () => {
    const { seen } = await echoed({
      headers: [
        ['TE', ' Trailers'],
        ['te', 'trailers'],
      ],
    });
    expect(seen.headers).toHaveProperty('te', 'trailers');
  });

  it('keeps every octet of a value: the last one of UTF-8 may look like a space', async () => {
    const { seen } = await echoed({ headers: [['x-name', ' Nicol\u00c3\u00a0 ']] });
    expect(seen.headers).toHaveProperty('x-name', 'Nicol\u00c3\u00a0');
  });

  it.each([
    ['the last frame did not come', [ok, data('half'), reset(0)], 'TRUNCATED'],
    ['its length did not come', [okOfLength(9), data('half'), reset(0)], 'TRUNCATED'],
    ['its length came, but the stream was canceled', [okOfLength(4), data('half'), reset(8)], 'closed before its end'],
    ['the stream was canceled', [ok, data('half'), reset(8)], 'closed before its end'],
    ['the stream was reset', [ok, data('half'), reset(2)], 'ERR_HTTP2_STREAM_ERROR'],
    ['the connection was closed', [ok, data('half'), 'end'], 'closed before its end'],
    ['the connection was reset', [ok, data('half'), 'reset'], 'ECONNRESET'],
    ['the server gave the connection up', [ok, data('half'), goaway(1, 2)], 'ERR_HTTP2_SESSION_ERROR'],
    ['there is less than its length', [okOfLength(9), last('half')], 'ERR_HTTP2_STREAM_ERROR'],
  ] as const)('gives no body for whole where %s', async (_, said, reason) => {
    expect(await send(against(...said))).toMatchObject({ kind: 'failed', reason });
  });

  it('takes for whole what ended or had its length before its stream was reset, and trailers for an end', async () => {
    const whole = { kind: 'whole', body: Buffer.from('whole') };
    expect(await send(against(ok, last('whole'), reset(0)))).toMatchObject(whole);
    expect(await send(against(okOfLength(5), data('whole'), reset(0)))).toMatchObject(whole);
    expect(await send(against(ok, data('whole'), frame(1, 5, 1, [0, 1, 0x61, 1, 0x62])))).toMatchObject(whole);
  });

  it("takes for whole what has its length: Node's servers reset the streams of answers that fill their socket", async () => {
    for (let times = 0; times < 5; times += 1) {
      const outcome = await exchangeOverHttp2(request(parseOrigin(largeUrl))).outcome;
      expect(outcome.kind === 'answered' && (await readSlowly(outcome.body))).toBe(LARGE);
    }
  });

  it.each<[string, Said]>([
    ['is reset', [reset(8)]],
    ['ends with its connection', ['end']],
  ])('knows of such a body that it %s', async (_, end) => {
    const many = Array.from({ length: 40 }, () => data('x'.repeat(16_000)));
    const outcome = await exchangeOverHttp2(request(against(ok, ...many, ...end))).outcome;
    expect(outcome.kind === 'answered' && (await readSlowly(outcome.body))).toMatch(/TRUNCATED|PREMATURE_CLOSE/);
  });

  it.each([
    ['a refused stream', [reset(7)]],
    ['a stream that a GOAWAY leaves out', [goaway(0, 0)]],
    ['the same where the server failed', [goaway(0, 2)]],
  ] as const)('says of %s that nothing was sent', async (_, said) => {
    expect(await send(against(...said))).toMatchObject({ kind: 'unsent' });
  });

  it.each([
    ['closed', ['end'], { kind: 'failed', stale: false }],
    ['reset', ['reset'], { kind: 'failed', reason: 'ECONNRESET', stale: false }],
    ['given up after it was taken', [goaway(1, 2)], { kind: 'failed', stale: false }],
    ['HTTP/1.1', [Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')], { kind: 'failed' }],
    [
      'a field of the connection',
      [frame(1, 4, 1, [0x88, 0, 10, ...Buffer.from('connection'), 5, ...Buffer.from('close')])],
      { kind: 'failed', reason: 'stream reset: PROTOCOL_ERROR' },
    ],
    [
      'status 999',
      [frame(1, 5, 1, [0x08, 3, 0x39, 0x39, 0x39])],
      { kind: 'failed', reason: 'answered with status 999' },
    ],
    ['status 101', [frame(1, 4, 1, [0x08, 3, 0x31, 0x30, 0x31])], { kind: 'failed' }],
  ] as const)('fails where the answer is: %s', async (_, said, outcome) => {
    expect(await send(against(...said))).toMatchObject(outcome);
  });

  it('waits for the answer after those that are none yet', async () => {
    const early = frame(1, 4, 1, [0x08, 3, 0x31, 0x30, 0x33]);
    expect(await send(against(early, early, frame(1, 5, 1, [0x88])))).toMatchObject({
      kind: 'whole',
      status: 200,
    });
  });

  it('says unsent where no connection can be made, and ends at its time whatever is missing', async () => {
    expect(await send(parseOrigin(await deadTarget()))).toMatchObject({ kind: 'unsent', reason: 'ECONNREFUSED' });
    const silent = parseOrigin(silentUrl);
    expect(await send(silent, { timeout: 50 })).toEqual({ kind: 'timeout' });
    expect(await send(against(ok, data('half')), { timeout: 50 })).toEqual({ kind: 'timeout' });
  });

  it('can be canceled while it connects, while it waits, and in its body', async () => {
    const silent = parseOrigin(silentUrl);
    const first = exchangeOverHttp2(request(silent));
    first.cancel();
    expect(await first.outcome).toMatchObject({ kind: 'unsent' });
    const inBody = exchangeOverHttp2(request(against(ok, data('half'))));
    const outcome = await inBody.outcome;
    if (outcome.kind !== 'answered') throw new Error(outcome.kind);
    const body = readBody(outcome.body, 1000);
    inBody.cancel();
    expect(await body).toMatchObject({ kind: 'failed' });
  });
});
