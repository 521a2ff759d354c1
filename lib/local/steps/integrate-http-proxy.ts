import type { HttpProxyIntegration } from '../rest-api/rest-api.ts';
import { type BackendResponse, callBackend } from './call-backend.ts';
import type { Answer, Exchange, Refusal } from './exchange.ts';
import type { GatewayTools } from './gateway-tools.ts';
import { httpProxyRequest } from './http-request.ts';
import { API_CONFIGURATION_ERROR } from './refusals.ts';
import { addResponseHeader } from './response-headers.ts';

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
  const { body } = exchange.request;
  const response = await callBackend(integration, outgoing, body, integration.streaming, exchange, tools);
  if (response.kind === 'refusal') return response;
  return { kind: 'answer', status: response.status, headers: answerHeaders(response, exchange), body: response.body };
}

/** No trace header of the gateway's own (recorded). */
function answerHeaders({ rawHeaders }: BackendResponse, exchange: Exchange): string[] {
  const headers: string[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2)
    addResponseHeader(headers, rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '', ALSO_REMAPPED);
  headers.push('x-amzn-RequestId', exchange.requestId, 'x-amz-apigw-id', exchange.extendedRequestId);
  return headers;
}
