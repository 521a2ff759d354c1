import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { HttpProxyIntegration } from '../rest-api/rest-api.ts';
import { MAX_BODY } from './check-limits.ts';
import type { Answer, Exchange, Refusal } from './exchange.ts';
import type { GatewayTools } from './gateway-tools.ts';
import { type BackendRequest, httpProxyRequest } from './http-proxy-request.ts';
import { API_CONFIGURATION_ERROR, INTEGRATION_FAILURE, INTEGRATION_TIMEOUT } from './refusals.ts';
import { addResponseHeader } from './response-headers.ts';
import { tell } from './tell.ts';

/** Real HTTP_PROXY answers remap these as well (recorded). */
const ALSO_REMAPPED = new Set(['content-length']);

/** HTTP_PROXY: the request goes to a URL, its answer, redirects included, to the client. */
export async function integrateHttpProxy(
  integration: HttpProxyIntegration,
  exchange: Exchange,
  tools: GatewayTools,
): Promise<Answer | Refusal> {
  const outgoing = httpProxyRequest(integration, exchange);
  if (outgoing === undefined) return API_CONFIGURATION_ERROR;
  const signal = AbortSignal.timeout(integration.timeout);
  try {
    const response = await send(outgoing, exchange.request.body, tools, signal);
    const body = integration.streaming ? response : await readWhole(response);
    if (body === undefined) return API_CONFIGURATION_ERROR;
    return { kind: 'answer', status: response.statusCode ?? 502, headers: answerHeaders(response, exchange), body };
  } catch (error) {
    if (signal.aborted) return INTEGRATION_TIMEOUT;
    tell(exchange, tools, `${outgoing.url.origin} does not answer: ${String(error)}`);
    return INTEGRATION_FAILURE;
  }
}

function send(
  { method, url, headers }: BackendRequest,
  body: Buffer,
  { agents }: GatewayTools,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { method, headers: [...headers], signal, setHost: false };
    const outgoing =
      url.protocol === 'https:'
        ? httpsRequest(url, { ...options, agent: agents.https })
        : httpRequest(url, { ...options, agent: agents.http });
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

/** No trace header of the gateway's own (recorded). */
function answerHeaders(response: IncomingMessage, exchange: Exchange): string[] {
  const headers: string[] = [];
  for (let i = 0; i + 1 < response.rawHeaders.length; i += 2) {
    addResponseHeader(headers, response.rawHeaders[i] ?? '', response.rawHeaders[i + 1] ?? '', ALSO_REMAPPED);
  }
  headers.push('x-amzn-RequestId', exchange.requestId, 'x-amz-apigw-id', exchange.extendedRequestId);
  return headers;
}
