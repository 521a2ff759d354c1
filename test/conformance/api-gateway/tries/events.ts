import { echoed } from '../observed.ts';
import type { World } from '../world.ts';
import type { Tries } from './try.ts';

const HEADERS = { 'tEsT-HEADeR': 'aValUE', authorization: 'random-value', 'User-Agent': 'python-requests/testing' };

/** The 26 of the recording. */
export const MANY_HEADERS: Readonly<Record<string, string>> = {
  Accept: 'application/json',
  'Accept-Charset': 'UTF-8',
  'Accept-Encoding': 'br',
  Age: '1',
  Authorization: 'Basic dGVzdDp0ZXN0',
  Connection: 'close',
  'Content-Encoding': 'deflate',
  'Content-MD5': 'Q2hlY2s=',
  'Content-Type': 'application/json',
  Date: 'Wed, 21 Oct 2015 07:28:00 GMT',
  Expect: '100-continue',
  'Max-Forwards': '2',
  Pragma: 'no-cache',
  'Proxy-Authenticate': 'Basic',
  Range: 'bytes=500-999',
  Referer: 'https://example.com/',
  Server: 'https://api.example.com',
  TE: 'trailers, deflate',
  Trailer: 'user-agent',
  'Transfer-Encoding': 'chunked',
  Upgrade: 'HTTP/2.0',
  'User-Agent': 'MyUserAgent',
  Via: '1.1 alpha',
  Warn: '299 test',
  'WWW-Authenticate': 'Basic',
};

const event = (request: string) => async (world: World) =>
  echoed(await world.call('Events', request, { headers: HEADERS }));

export const EVENTS: Tries = {
  'event-ignores-request-parameters': async (world) => {
    const headers = { foobar: 'mapped-value', headerVar: 'request-value' };
    return echoed(await world.call('Mapped', 'POST /test/foobar?testQueryString=foo&testVar=bar', { headers }));
  },
  'event-required-params-without-validator': async (world) =>
    echoed(await world.call('Mapped', 'POST /test/foobar?testVar=1', { headers: { foobar: 'x' } })),
  'event-requestcontext-keys': event('GET /stage/proxy-value'),
  'event-double-slash-after-stage': event('GET /stage//proxy-value'),
  'event-double-slash-before-stage': event('GET //stage/proxy-value'),
  'event-double-slash-inside': event('GET /stage/proxy-value//double-slash'),
  'event-query-single': event('GET /stage/proxy-value?urlparam=test'),
  'event-trailing-slash': event('GET /stage/proxy-value/'),
  'event-query-with-trailing-slash': event('GET /stage/proxy-value/?urlparam=test'),
  // A client sends nothing from the # on.
  'event-query-decoding': event(
    'GET /stage/proxy-value/api?dateTimeOffset=2023-06-12T18:05:10.123456+00:00&email=test%2Balias@gmail.com&plus=test+alias@gmail.com&url=https://www.google.com/&whitespace=foo%20bar&zhash=abort/',
  ),
  'event-request-hop-headers-dropped': async (world) =>
    echoed(await world.call('Mapped', 'GET /test/no-param', { headers: MANY_HEADERS })),
};
