import { describe, expect, it } from '@jest/globals';
import { proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { startRouter } from '../../support/start-router.ts';
import { startRawTarget } from '../../support/start-target.ts';

let bytes = '';
const target = await startRawTarget((socket, text) => {
  bytes += text;
  socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
});
const router = startRouter({
  backends: { target: backend(target) },
  hiddenQuery: ['key'],
  hiddenCookies: ['session'],
  operations: [operation('GET /a', proxied('target', '/a'))],
});

describe('credentials that the gateway has issued', () => {
  it.each([
    ['theme=dark; session=canary; lang=de', 'theme=dark; lang=de'],
    ['session=canary', undefined],
  ])('reach no target, in the query or in cookies: %s', async (cookie, expected) => {
    bytes = '';
    const event = proxyEvent({
      resource: '/a',
      path: '/a',
      headers: { Cookie: [cookie] },
      query: { key: ['canary'], other: ['1'] },
    });
    expect((await router.invoke(event)).statusCode).toBe(200);
    expect(bytes).toMatch(/^GET \/a\?other=1 HTTP/);
    expect(bytes).not.toContain('canary');
    expect(/^cookie: (.*)\r$/im.exec(bytes)?.[1]).toBe(expected);
  });
});
