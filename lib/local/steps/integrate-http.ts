import type { HttpIntegration } from '../rest-api/rest-api.ts';
import { callBackend } from './call-backend.ts';
import type { Answer, Exchange, Refusal } from './exchange.ts';
import type { GatewayTools } from './gateway-tools.ts';
import { httpRequest } from './http-request.ts';
import { mappedRequest } from './mapped-request.ts';
import { mappedResponse } from './mapped-response.ts';
import { API_CONFIGURATION_ERROR } from './refusals.ts';
import { templateContext } from './template-scope.ts';
import { responseTraceId } from './trace-id.ts';

/** HTTP: templates make the backend's request and the client's answer; patterns are matched with the backend's status. */
export async function integrateHttp(
  integration: HttpIntegration,
  exchange: Exchange,
  tools: GatewayTools,
): Promise<Answer | Refusal> {
  const context = templateContext(exchange);
  const body = mappedRequest(integration, exchange, context);
  if (!Buffer.isBuffer(body)) return body;
  const outgoing = httpRequest(integration, exchange, body, context.requestOverride);
  if (outgoing === undefined) return API_CONFIGURATION_ERROR;
  const response = await callBackend(integration, outgoing, body, false, exchange, tools);
  if (response.kind === 'refusal') return response;
  const backend = {
    selector: String(response.status),
    rawHeaders: response.rawHeaders,
    body: Buffer.isBuffer(response.body) ? response.body : Buffer.alloc(0),
  };
  return withTrace(mappedResponse(integration, exchange, context, backend), exchange, tools);
}

/** Answers of HTTP and AWS integrations bear it, those of MOCK do not (recorded). */
export function withTrace(
  answer: Answer | Refusal,
  { traceId }: Exchange,
  { hex }: Pick<GatewayTools, 'hex'>,
): Answer | Refusal {
  if (answer.kind === 'answer') answer.headers.push('X-Amzn-Trace-Id', responseTraceId(traceId, hex));
  return answer;
}
