import { type Api, any, type Json, openApi, operation } from './template.ts';

const parameter = (place: string, name: string): Json => ({ in: place, name });
const STATIC_REQUEST_HEADERS: Readonly<Record<string, string>> = {
  Accept: 'text/html',
  Authorization: 'request_params_authorization',
  'Content-Encoding': 'compress',
  'Content-MD5': 'Q2hlY2sgSW50ZWdyaXR5IQ==',
  'Max-Forwards': '2',
  Server: 'https://api.example.com',
  Trailer: 'user-agent',
  Upgrade: 'HTTP/2.0',
  'User-Agent': 'Override-Agent',
  'WWW-Authenticate': 'Basic YWxhZGRpbjpvcGVuc2VzYW1l',
  Host: 'mapped.example.com',
};
/** Those that a response maps, each to a text of its own. */
export const STATIC_RESPONSE_HEADERS = [
  'Accept Accept-Charset Accept-Encoding Age Content-Encoding Content-Type Pragma Range Referer TE Via Warn',
  'Authorization Connection Content-Length Content-MD5 Date Expect Host Max-Forwards Proxy-Authenticate Server',
  'Trailer Upgrade User-Agent WWW-Authenticate Transfer-Encoding',
].flatMap((names) => names.split(' '));

const statics = (target: string, names: readonly string[], value: (name: string) => string): Json =>
  Object.fromEntries(names.map((name) => [`${target}.${name}`, `'${value(name)}'`]));

/** Those that call a backend. */
export function httpApis(host: string): Readonly<Record<string, Api>> {
  const http = (type: string, path: string, settings: Json = {}, rest: Json = {}) =>
    operation({ type, httpMethod: 'ANY', uri: `http://${host}${path}`, ...settings }, rest);
  const map = { 'integration.request.path.map': 'method.request.path.map' };
  const proxies: Api = {
    stage: 'test',
    body: openApi({
      '/no-param': any(http('http_proxy', '/anything')),
      '/full': any(
        http('http_proxy', '/anything', {
          requestParameters: statics(
            'integration.request.header',
            Object.keys(STATIC_REQUEST_HEADERS),
            (name) => STATIC_REQUEST_HEADERS[name] ?? '',
          ),
        }),
      ),
      '/post': any(http('http_proxy', '/anything', { httpMethod: 'POST' })),
      '/dead': any(http('http_proxy', '', { uri: 'http://127.0.0.1:1/' })),
      '/slow': any(http('http_proxy', '/slow', { timeoutInMillis: 200 })),
      '/map/{map+}': any(http('http_proxy', '/{map}', { requestParameters: map })),
      '/{pathVariable}': {
        post: http(
          'http_proxy',
          '/?testVar={pathVar}&testQs={qsVar}',
          {
            requestParameters: {
              'integration.request.path.pathVar': 'method.request.path.pathVariable',
              'integration.request.path.qsVar': 'method.request.querystring.testVar',
              'integration.request.querystring.queryString': 'method.request.querystring.testQueryString',
              'integration.request.querystring.testQs': 'method.request.querystring.testQueryString',
              'integration.request.header.headerVar': 'method.request.header.foobar',
              'integration.request.header.emptyheader': 'method.request.header.absent',
            },
          },
          {
            parameters: [
              parameter('query', 'testVar'),
              parameter('query', 'testQueryString'),
              parameter('header', 'foobar'),
              parameter('header', 'absent'),
            ],
          },
        ),
      },
    }),
  };
  const converted = (binaryMediaTypes: readonly string[]): Api => ({
    stage: 'test',
    body: openApi(
      Object.fromEntries(
        ['anything', 'bytes', 'base64', 'status/400'].map((path) => [
          `/${path}`,
          any(
            http('http', `/${path}`, {
              httpMethod: path === 'anything' ? 'PUT' : 'GET',
              responses: {
                default: {
                  statusCode: '200',
                  ...(path === 'bytes' && {
                    responseParameters: {
                      'method.response.header.Content-Type': 'integration.response.header.Content-Type',
                    },
                  }),
                },
              },
            }),
          ),
        ]),
      ),
      { 'x-amazon-apigateway-binary-media-types': binaryMediaTypes },
    ),
  });
  const mapped: Api = {
    stage: 'test',
    body: openApi({
      '/full': any(
        http('http', '/anything', {
          responses: {
            default: {
              statusCode: '200',
              responseParameters: statics('method.response.header', STATIC_RESPONSE_HEADERS, (name) =>
                name === 'Content-Encoding' ? 'identity' : `a-${name}`,
              ),
            },
          },
        }),
      ),
    }),
  };
  return { Proxies: proxies, Texts: converted([]), Binary: converted(['image/png']), HttpMapped: mapped };
}
