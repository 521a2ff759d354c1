/** Who calls, as targets are told: a claim is what an issuer's users typed. */
import { expect, it } from '@jest/globals';
import { proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { startRouter } from '../../support/start-router.ts';
import { startTarget } from '../../support/start-target.ts';

const target = await startTarget((request, response) => {
  response.end(Buffer.from(String(request.headers['x-name']), 'latin1'));
});
const router = startRouter({
  backends: { main: backend(target) },
  operations: [
    operation('GET /me', {
      ...proxied('main', '/me'),
      identityHeaders: [{ name: 'X-Name', value: { claim: 'name' } }],
    }),
  ],
});

it.each(['Zoë', 'Łukasz', '名前', '😀'])('tells a target the name of its caller in UTF-8: %s', async (name) => {
  const authorizer = { subject: 'u1', claims: JSON.stringify({ name }) };
  const { statusCode, body } = await router.invoke(proxyEvent({ path: '/me', resource: '/me', authorizer }));
  expect([statusCode, Buffer.from(body, 'base64').toString()]).toEqual([200, name]);
});
