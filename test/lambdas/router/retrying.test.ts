import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { ProxyHandling } from '../../../lambdas/core/router-config.ts';
import { type EventParts, proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { startRouter } from '../../support/start-router.ts';
import { deadTarget, startRawTarget, startTarget } from '../../support/start-target.ts';

/** Requests that reached a target, by the id they carry. */
const received = new Map<string, number>();
function count(id: string): number {
  received.set(id, (received.get(id) ?? 0) + 1);
  return received.get(id) ?? 0;
}
const counting = (listener: RequestListener) =>
  startTarget((request, response) => {
    count(String(request.headers['x-id']));
    listener(request, response);
  });
/** Answers raw bytes to each request. */
const raw = (answer: string, then: (socket: Socket) => void = () => undefined) =>
  startRawTarget((socket, text) => {
    count(/x-id: (\S+)/i.exec(text)?.[1] ?? '');
    socket.write(answer);
    then(socket);
  });

const good = await counting((_, response) => response.end('good'));
const bad: Record<string, string> = {
  unavailable: await counting((_, response) => response.writeHead(503).end()),
  broken: await counting((_, response) => response.writeHead(500).end()),
  resetting: await raw('', (socket) => socket.resetAndDestroy()),
  short: await raw('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf', (socket) => socket.end()),
  unfinished: await raw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n', (socket) => socket.end()),
  garbage: await raw('SSH-2.0-OpenSSH_9.6\r\n'),
  silent: await raw(''),
  dead: await deadTarget(),
  unresolvable: 'http://target.invalid',
};
const overloaded = await counting((request, response) => {
  const first = count(`${request.headers['x-id']} once`) === 1;
  response.writeHead(first ? 503 : 200, { 'retry-after': String(request.headers['x-wait']) }).end();
});
/** Each answers 503 so many times, then its number. */
const unavailable = (targets: number, times: number) =>
  Promise.all(
    Array.from({ length: targets }, (_, at) => {
      let answered = 0;
      return startTarget((_request, response) => {
        answered += 1;
        response.writeHead(answered > times ? 200 : 503).end(String(at));
      });
    }),
  );
const [few, many] = [await unavailable(4, 1e9), await unavailable(9, 1e9)];
const { promise: ended, resolve: hasEnded } = Promise.withResolvers<void>();
const slow = await counting((request, response) => {
  if (request.headers['x-slow']) response.once('close', hasEnded);
  else response.end('quick');
});

const quick = { retries: { perTryTimeout: 300 } };
/** `fixed`: the bad one is always asked first. */
const first = (url: string) => ({
  balance: 'weighted-random' as const,
  targets: [
    { url, weight: 1e9 },
    { url: good, weight: 1e-9 },
  ],
});
const at = (name: string, backendName: string, more: Partial<ProxyHandling> = {}) =>
  ['GET', 'POST', 'PUT'].map((method) => operation(`${method} /${name}`, proxied(backendName, '/', more)));
const router = startRouter({
  backends: {
    ...Object.fromEntries(Object.entries(bad).map(([name, url]) => [name, first(url)])),
    overloaded: backend(overloaded),
    slow: first(slow),
    fewUnavailable: { ...backend(...few, good), balance: 'least-latency' as const },
    returning: backend(...(await unavailable(4, 3)), good),
    manyUnavailable: { ...backend(...many, good), balance: 'least-latency' as const },
    hopeless: first(bad.resetting ?? ''),
    alone: backend(bad.resetting ?? ''),
    stalled: backend(bad.silent ?? ''),
    busy: backend(bad.unavailable ?? ''),
    recovering: {
      balance: 'weighted-random' as const,
      targets: [
        { url: bad.silent ?? '', weight: 1e9 },
        { url: overloaded, weight: 1e-9 },
      ],
    },
  },
  operations: [
    ...Object.keys(bad).flatMap((name) => at(name, name, name === 'silent' ? quick : {})),
    ...at('once', 'unavailable', { retries: { attempts: 1 } }),
    ...at('chosen', 'broken', { retries: { on: [500] } }),
    ...at('overloaded', 'overloaded'),
    ...at('hedged', 'slow', { hedge: { after: 20 } }),
    ...['hopeless', 'fewUnavailable', 'manyUnavailable', 'returning'].flatMap((name) => at(name, name)),
    ...at('alone', 'alone'),
    ...at('stalled', 'stalled', { timeout: 20 }),
    ...at('busy', 'busy'),
    ...at('recovering', 'recovering', quick),
  ],
});

let serial = 0;
async function ask(path: string, parts: EventParts = {}) {
  serial += 1;
  const id = `id-${serial}-`;
  const headers = { 'x-id': [id], ...parts.headers };
  const result = await router.invoke(proxyEvent({ path: `/${path}`, id, ...parts, headers }));
  const record: unknown = JSON.parse(await router.logLine(id));
  return {
    status: result.statusCode,
    text: Buffer.from(result.body, 'base64').toString(),
    sent: received.get(id) ?? 0,
    record,
  };
}

describe('a request whose target fails', () => {
  it.each([
    ['unavailable', 503],
    ['resetting', 'UC'],
    ['short', 'UC'],
    ['unfinished', 'UC'],
    ['garbage', 'UPE'],
    ['silent', 'late'],
    ['dead', 'UF'],
    ['unresolvable', 'UF'],
  ])('goes to another one where it is idempotent: %s', async (name, result) => {
    expect(await ask(name)).toMatchObject({
      status: 200,
      text: 'good',
      record: {
        tries: 2,
        target: `1 ${new URL(good).host}`,
        attempts: [{ as: 'first', target: `0 ${new URL(bad[name] ?? '').host}`, result }, { passedOn: true }],
      },
    });
    expect(await ask(name, { method: 'PUT', body: 'again' })).toMatchObject({ status: 200 });
  });

  it.each([
    ['unavailable', 503, undefined],
    ['resetting', 502, 'UC'],
    ['short', 502, 'UC'],
    ['garbage', 502, 'UPE'],
  ])('is never sent twice where it is not idempotent: %s', async (name, status, flags) => {
    const answer = await ask(name, { method: 'POST', body: 'x' });
    expect([answer.status, answer.sent]).toEqual([status, 1]);
    expect((answer.record as { flags?: string }).flags).toBe(flags);
  });

  it.each(['dead', 'unresolvable'])('goes to another one where nothing of it was sent: %s', async (name) => {
    expect(await ask(name, { method: 'POST', body: 'x' })).toMatchObject({ status: 200, sent: 1 });
  });

  it('is answered as the operation answered', async () => {
    expect(await ask('broken')).toMatchObject({ status: 500, sent: 1 });
  });

  it('is tried again after the statuses that the document names', async () => {
    expect(await ask('chosen')).toMatchObject({ status: 200, sent: 2 });
  });

  it('is not tried again where the document says so', async () => {
    expect(await ask('once')).toMatchObject({ status: 503, sent: 1 });
  });

  it('is sent to the same target again where there is no other, after Retry-After', async () => {
    expect(await ask('overloaded', { headers: { 'x-wait': ['0'] } })).toMatchObject({ status: 200, sent: 2 });
  });

  it('is sent again to a target that failed, where the other one has not answered yet', async () => {
    expect(await ask('recovering', { headers: { 'x-wait': ['0'] } })).toMatchObject({ status: 200, sent: 3 });
  });

  it('is answered with the 503 where Retry-After is beyond its time', async () => {
    expect(await ask('overloaded', { headers: { 'x-wait': ['60'] } })).toMatchObject({ status: 503, sent: 1 });
  });

  it('says when no try succeeded', async () => {
    expect(await ask('busy')).toMatchObject({ status: 503, record: { tries: 3, flags: 'URX' } });
  });
});

describe('one target that is well', () => {
  it.each([
    ['fewUnavailable', 40],
    ['manyUnavailable', 150],
  ])('loses no idempotent request, though all others are unavailable: %s', async (name, count) => {
    const statuses = new Set<number>();
    for (let asked = 0; asked < count; asked += 1) statuses.add((await ask(name)).status);
    expect([...statuses]).toEqual([200]);
  });

  it('is not all that is asked from then on: others that are well again are found', async () => {
    const answers = new Set<string>();
    for (let asked = 0; asked < 200; asked += 1) answers.add((await ask('returning')).text);
    expect([...answers].toSorted()).toEqual(['0', '1', '2', '3', 'good']);
  });
});

describe('a hedged request', () => {
  it('asks a second target, takes the first answer, and ends the other try', async () => {
    // Hedges are earned: one for fifty requests.
    for (let asked = 0; asked < 50; asked++) expect(await ask('hedged')).toMatchObject({ text: 'quick' });
    const answer = await ask('hedged', { headers: { 'x-slow': ['1'] } });
    expect(answer).toMatchObject({
      text: 'good',
      record: {
        tries: 2,
        attempts: [
          { as: 'first', result: 'ended' },
          { as: 'hedge', result: 200, passedOn: true },
        ],
      },
    });
    await ended;
  });
});

describe('the circuit breaker of a target', () => {
  it('sends what must not be sent twice elsewhere after five failures in a row', async () => {
    const statuses = [];
    for (let asked = 0; asked < 6; asked++) statuses.push((await ask('hopeless', { method: 'POST' })).status);
    expect(statuses.at(-1)).toBe(200);
  });

  it('gives way where every target has failed', async () => {
    for (let asked = 0; asked < 7; asked++) {
      expect(await ask('alone', { method: 'POST' })).toMatchObject({ status: 502, sent: 1 });
    }
  });
});

describe('a backend that is overloaded', () => {
  it('is spared a share of the requests, which are told so at once', async () => {
    const answers = [];
    for (let asked = 0; asked < 60; asked++) answers.push(await ask('stalled', { method: 'POST' }));
    const shed = answers.filter(({ status }) => status === 503);
    expect(shed.length).toBeGreaterThan(10);
    expect(shed.length).toBeLessThan(50);
    expect(shed[0]).toMatchObject({
      sent: 0,
      record: { flags: 'UO', tries: 0, reason: 'overloaded', Shed: 1 },
    });
  });
});
