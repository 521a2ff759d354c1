import { expect, it } from '@jest/globals';
import { proxyEvent } from '../../support/proxy-event.ts';
import { operation, proxied } from '../../support/router-config.ts';
import { startHttp2Target } from '../../support/start-http2-target.ts';
import { startRouter } from '../../support/start-router.ts';

const REFUSED = 7;
let refusing = true;
const named = (name: string, isRefusing: () => boolean) =>
  startHttp2Target((stream) => {
    if (isRefusing()) return stream.close(REFUSED);
    stream.respond({ ':status': 200 });
    stream.end(name);
  });
const [near, far] = await Promise.all([named('near', () => refusing), named('far', () => false)]);
const router = startRouter({
  backends: {
    zones: {
      balance: 'least-latency',
      protocol: 'http2',
      targets: [
        { url: near.url, weight: 1 },
        { url: far.url, weight: 1, priority: 1 },
      ],
    },
  },
  operations: [operation('POST /', proxied('zones', '/'))],
});
const ask = async () => {
  const { body } = await router.invoke(proxyEvent({ method: 'POST', path: '/', body: 'x' }));
  return Buffer.from(body, 'base64').toString();
};

it('goes elsewhere with a request that an HTTP/2 target refuses, and not with those after it', async () => {
  expect(await ask()).toBe('far');
  refusing = false;
  expect(await ask()).toBe('near');
});
