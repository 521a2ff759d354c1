import type { HttpEndpoint, HttpIntegration, HttpProxyIntegration, ParameterMapping } from '../rest-api/rest-api.ts';
import type { Exchange } from './exchange.ts';
import { sourceValues } from './source-values.ts';
import type { Overrides } from './template-scope.ts';

export interface BackendRequest {
  readonly method: string;
  readonly url: URL;
  /** Names and values in turn. */
  readonly headers: readonly string[];
}

/** Request headers that do not reach an HTTP_PROXY backend unless a mapping adds them (recorded). */
const DROPPED = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-md5',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
  'www-authenticate',
  'x-amzn-trace-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
]);

/** What an HTTP_PROXY integration sends: query = the uri's, the client's, the mapped; mapped headers win, even `Host`. */
export function httpProxyRequest(integration: HttpProxyIntegration, exchange: Exchange): BackendRequest | undefined {
  const { request } = exchange;
  const url = endpointUrl(integration, exchange, [request.query], {});
  if (url === undefined) return undefined;
  const mapped = mappedPairs(integration, exchange, 'header');
  const overridden = new Set(mapped.map(([name]) => name.toLowerCase()));
  const headers: string[] = [];
  let forwardedFor = request.sourceIp;
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i] as string; // the loop stays inside
    const value = request.rawHeaders[i + 1] as string;
    const lowerCase = name.toLowerCase();
    if (lowerCase === 'x-forwarded-for') forwardedFor = `${value}, ${request.sourceIp}`;
    if (!DROPPED.has(lowerCase) && !overridden.has(lowerCase)) headers.push(name, value);
  }
  const own: [string, string][] = [
    ...gatewayHeaders(url, exchange),
    ['X-Forwarded-For', forwardedFor],
    ['X-Forwarded-Port', String(request.port)],
    ['X-Forwarded-Proto', 'http'],
    ['Content-Length', String(request.body.length)],
  ];
  for (const [name, value] of own) if (!overridden.has(name.toLowerCase())) headers.push(name, value);
  for (const [name, value] of mapped) headers.push(name, value);
  return { method: methodOf(integration, exchange), url, headers };
}

/** What an HTTP integration sends: nothing of the client's but what is mapped, or what its template overrides. */
export function httpRequest(
  integration: HttpIntegration,
  exchange: Exchange,
  body: Buffer,
  { header, path, querystring }: Overrides['requestOverride'],
): BackendRequest | undefined {
  const url = endpointUrl(integration, exchange, [], path, querystring);
  if (url === undefined) return undefined;
  const overrides = Object.entries(header).map(([name, value]): [string, string] => [name, String(value)]);
  const names = new Set(overrides.map(([name]) => name.toLowerCase()));
  const mapped = mappedPairs(integration, exchange, 'header').filter(([name]) => !names.has(name.toLowerCase()));
  const added = [...mapped, ...overrides];
  const overridden = new Set(added.map(([name]) => name.toLowerCase()));
  const own: [string, string][] = [
    ...gatewayHeaders(url, exchange),
    ['User-Agent', `AmazonAPIGateway_${exchange.stage.api.id}`],
    ['Accept', 'application/json'],
    ['Content-Type', 'application/json'],
    ['Content-Length', String(body.length)],
  ];
  const headers = [...own.filter(([name]) => !overridden.has(name.toLowerCase())), ...added];
  return { method: methodOf(integration, exchange), url, headers: headers.flat() };
}

function gatewayHeaders(url: URL, { stage, traceId }: Exchange): [string, string][] {
  return [
    ['Host', url.host],
    ['X-Amzn-Apigateway-Api-Id', stage.api.id],
    ['X-Amzn-Trace-Id', traceId],
  ];
}

function methodOf({ httpMethod }: HttpEndpoint, { request }: Exchange): string {
  return httpMethod === 'ANY' ? request.httpMethod : httpMethod;
}

/**
 * @param queries go between the uri's own and the mapped
 * @param paths override what is mapped into the path
 * @param parameters override what is mapped into the query
 */
function endpointUrl(
  integration: HttpEndpoint,
  exchange: Exchange,
  queries: readonly string[],
  paths: Readonly<Record<string, unknown>>,
  parameters: Readonly<Record<string, unknown>> = {},
): URL | undefined {
  const uri = fillUri(integration, exchange, paths);
  // Of an address without a host, as an unset stage variable leaves it, URL would take the path's first part for one.
  const url = /^https?:\/\/[^/?#]/i.test(uri) ? URL.parse(uri) : null;
  if (url === null) return undefined;
  const mapped = mappedPairs(integration, exchange, 'querystring').filter(([name]) => !Object.hasOwn(parameters, name));
  const added = Object.entries(parameters).map(([name, value]): [string, string] => [name, String(value)]);
  url.search = [url.search.slice(1), ...queries, ...[...mapped, ...added].map(encodePair)]
    .filter((part) => part !== '')
    .join('&');
  return url;
}

function encodePair([name, value]: readonly [string, string]): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
}

function mappedPairs(
  { requestParameters }: Pick<HttpEndpoint, 'requestParameters'>,
  exchange: Exchange,
  to: ParameterMapping['to'],
): [string, string][] {
  return requestParameters
    .filter((mapping) => mapping.to === to)
    .flatMap((mapping) => sourceValues(mapping.from, exchange).map((value): [string, string] => [mapping.name, value]));
}

/** `{name}` takes its value from `integration.request.path.name` only. A path value is decoded first: `%2F` becomes `/`. */
function fillUri(integration: HttpEndpoint, exchange: Exchange, paths: Readonly<Record<string, unknown>>): string {
  const values = new Map<string, unknown>([...mappedPairs(integration, exchange, 'path'), ...Object.entries(paths)]);
  return integration.uri.replace(/\{([^}+]+)\+?\}/g, (_, name: string) =>
    encodeURI(decode(String(values.get(name) ?? ''))).replace(/[?#]/g, encodeURIComponent),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
