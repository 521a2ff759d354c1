/** Targets that answer more than they were asked: what is left on a connection must not answer the next client. */
import type { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { startRouter } from '../../support/start-router.ts';
import { startRawTarget } from '../../support/start-target.ts';

const answer = (text: string) => `HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\n\r\n${text}`;
const pathOf = (request: string) => /^\S+ (\S+)/.exec(request)?.[1] ?? '';
const used = new Set<Socket>();
let poison: (() => void) | undefined;
const KINDS: Readonly<Record<string, (socket: Socket, path: string) => void>> = {
  together: (socket, path) => socket.write(answer(path) + answer('poison')),
  half: (socket, path) => socket.write(`${answer(path)}HTTP/1.1 200 OK\r\ncontent-le`),
  'a moment later': (socket, path) => {
    used.add(socket);
    poison = () => socket.write(answer('poison'));
    socket.write(answer(path));
  },
};
const targets = await Promise.all(
  Object.entries(KINDS).map(
    async ([kind, talk]) => [kind, await startRawTarget((socket, request) => talk(socket, pathOf(request)))] as const,
  ),
);
const router = startRouter({
  backends: Object.fromEntries(targets.map(([kind, url]) => [kind, backend(url)])),
  operations: targets.map(([kind], index) => operation(`GET /${index}/{id}`, proxied(kind, '/{id}'))),
});

describe.each(Object.keys(KINDS))('a response that nobody asked for, %s', (kind) => {
  it('answers nobody', async () => {
    const at = Object.keys(KINDS).indexOf(kind);
    for (let id = 0; id < 6; id += 1) {
      const event = proxyEvent({ resource: `/${at}/{id}`, path: `/${at}/${id}`, pathParameters: { id: String(id) } });
      const { statusCode, body } = await router.invoke(event);
      expect([statusCode, Buffer.from(body, 'base64').toString()]).toEqual([200, `/${id}`]);
      poison?.();
      // Another exchange, in whose time it arrives: as between two invocations of Lambda, whose runtime makes two.
      await router.invoke(proxyEvent({ resource: '/0/{id}', path: '/0/x', pathParameters: { id: 'x' } }));
    }
  });
});

it('leaves no connection on which it came in use', () => {
  expect(used.size).toBe(6);
});
