/** EDGE: requests to HTTP endpoints. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { HttpEndpoint } from '../rest-api/rest-api.ts';
import { MAX_BODY } from './check-limits.ts';
import type { Exchange, Refusal } from './exchange.ts';
import type { GatewayTools } from './gateway-tools.ts';
import type { BackendRequest } from './http-request.ts';
import { noteIntegration } from './note-integration.ts';
import { API_CONFIGURATION_ERROR, INTEGRATION_FAILURE, INTEGRATION_TIMEOUT } from './refusals.ts';
import { tell } from './tell.ts';

export interface BackendResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer | IncomingMessage;
}

/** Sends a request, redirects included in what may be answered. @param streaming whether the body is passed on as it comes */
export async function callBackend(
  endpoint: HttpEndpoint,
  outgoing: BackendRequest,
  body: Buffer,
  streaming: boolean,
  exchange: Exchange,
  tools: GatewayTools,
): Promise<BackendResponse | Refusal> {
  const signal = AbortSignal.timeout(endpoint.timeout);
  const begun = tools.clock();
  try {
    const response = await send(endpoint, outgoing, body, tools, signal);
    const whole = streaming ? response : await readWhole(response);
    if (whole === undefined) return API_CONFIGURATION_ERROR;
    const status = response.statusCode ?? 502;
    noteIntegration(exchange, tools.clock() - begun, status);
    return { kind: 'response', status, rawHeaders: response.rawHeaders, body: whole };
  } catch (error) {
    noteIntegration(exchange, tools.clock() - begun, '-');
    if (signal.aborted) return INTEGRATION_TIMEOUT;
    tell(exchange, tools, `${outgoing.url.origin} does not answer: ${String(error)}`);
    return INTEGRATION_FAILURE;
  }
}

function send(
  { insecure }: HttpEndpoint,
  { method, url, headers }: BackendRequest,
  body: Buffer,
  { agents }: GatewayTools,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { method, signal, setHost: false };
    const outgoing =
      url.protocol === 'https:'
        ? httpsRequest(url, { ...options, agent: agents.https, rejectUnauthorized: !insecure })
        : httpRequest(url, { ...options, agent: agents.http });
    // Node sends Trailer, which a mapping may set, with chunks alone.
    const chunked = headers.some((name, i) => i % 2 === 0 && name.toLowerCase() === 'trailer');
    outgoing.useChunkedEncodingByDefault = chunked;
    for (let i = 0; i + 1 < headers.length; i += 2) {
      if (!chunked || headers[i]?.toLowerCase() !== 'content-length')
        outgoing.appendHeader(headers[i] ?? '', headers[i + 1] ?? '');
    }
    // Connections are kept, but the backend sees no such header (recorded).
    outgoing.removeHeader('Connection');
    outgoing.on('response', resolve).on('error', reject).end(body);
  });
}

/** `undefined`: over the payload limit. */
async function readWhole(response: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
