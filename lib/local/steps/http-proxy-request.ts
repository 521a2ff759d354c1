import type { HttpProxyIntegration, ParameterMapping } from '../rest-api/rest-api.ts';
import type { Exchange } from './exchange.ts';
import { sourceValues } from './source-values.ts';

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
]);

/** What an HTTP_PROXY integration sends: query = the uri's, the client's, the mapped; mapped headers win, even `Host`. */
export function httpProxyRequest(integration: HttpProxyIntegration, exchange: Exchange): BackendRequest | undefined {
  const { request, stage } = exchange;
  const url = URL.parse(fillUri(integration, exchange));
  if (url === null) return undefined;
  const query = mappedPairs(integration, exchange, 'querystring').map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  url.search = [url.search.slice(1), request.query, ...query].filter((part) => part !== '').join('&');
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
  if (!overridden.has('host')) headers.push('Host', url.host);
  headers.push(
    'X-Amzn-Apigateway-Api-Id',
    stage.api.id,
    'X-Amzn-Trace-Id',
    exchange.traceId,
    'X-Forwarded-For',
    forwardedFor,
  );
  if (!overridden.has('content-length')) headers.push('Content-Length', String(request.body.length));
  for (const [name, value] of mapped) headers.push(name, value);
  return { method: integration.httpMethod === 'ANY' ? request.httpMethod : integration.httpMethod, url, headers };
}

function mappedPairs(
  { requestParameters }: HttpProxyIntegration,
  exchange: Exchange,
  to: ParameterMapping['to'],
): [string, string][] {
  return requestParameters
    .filter((mapping) => mapping.to === to)
    .flatMap((mapping) => sourceValues(mapping.from, exchange).map((value): [string, string] => [mapping.name, value]));
}

/** `{name}` takes its value from `integration.request.path.name` only. A path value is decoded first: `%2F` becomes `/`. */
function fillUri(integration: HttpProxyIntegration, exchange: Exchange): string {
  const values = new Map(mappedPairs(integration, exchange, 'path'));
  return integration.uri.replace(/\{([^}+]+)\+?\}/g, (_, name: string) =>
    encodeURI(decode(values.get(name) ?? '')).replace(/[?#]/g, encodeURIComponent),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
