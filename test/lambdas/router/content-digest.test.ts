import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { startRouter } from '../../support/start-router.ts';
import { startTarget } from '../../support/start-target.ts';

let asked = 0;
const target = await startTarget((_, response) => {
  asked++;
  response.end('ok');
});
const router = startRouter({
  backends: { main: backend(target) },
  operations: [operation('POST /orders', proxied('main', '/orders'))],
});
const digest = `sha-256=:${createHash('sha256').update('signed').digest('base64')}:`;
const send = (body: string, contentDigest?: string) =>
  router.invoke(
    proxyEvent({
      method: 'POST',
      path: '/orders',
      ...(body !== '' && { body }),
      ...(contentDigest !== undefined && { authorizer: { contentDigest } }),
    }),
  );

describe('the router, told what a signature covers', () => {
  it('lets the signed content through, and any where none is signed', async () => {
    expect(await send('signed', digest)).toMatchObject({ statusCode: 200 });
    expect(await send('anything')).toMatchObject({ statusCode: 200 });
    expect(await send('', '')).toMatchObject({ statusCode: 200 });
  });

  it.each([
    ['other content', 'other', digest],
    ['no content', '', digest],
    ['content where none is signed', 'other', ''],
  ])('refuses %s, and asks no target', async (_, body, contentDigest) => {
    const before = asked;
    expect(await send(body, contentDigest)).toMatchObject({ statusCode: 400 });
    expect(asked).toBe(before);
  });
});
