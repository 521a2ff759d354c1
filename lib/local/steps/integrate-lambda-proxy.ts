import type { LambdaProxyIntegration } from '../rest-api/rest-api.ts';
import { decodeBase64 } from './convert-content.ts';
import type { Answer, Exchange, Refusal } from './exchange.ts';
import type { GatewayTools } from './gateway-tools.ts';
import { type LambdaAnswer, readLambdaAnswer } from './lambda-answer.ts';
import { noteIntegration } from './note-integration.ts';
import { proxyEvent } from './proxy-event.ts';
import { mediaTypeOf, readHeader } from './read-header.ts';
import { API_CONFIGURATION_ERROR, BAD_LAMBDA_ANSWER, INTEGRATION_TIMEOUT, REQUEST_TOO_LARGE } from './refusals.ts';
import { addResponseHeader } from './response-headers.ts';
import { tell } from './tell.ts';
import { responseTraceId } from './trace-id.ts';
import { within } from './within.ts';

/** AWS_PROXY: the event goes to a function, its answer to the client. */
export async function integrateLambdaProxy(
  integration: LambdaProxyIntegration,
  exchange: Exchange,
  tools: GatewayTools,
): Promise<Answer | Refusal> {
  const begun = exchange.log && tools.clock();
  const invocation = tools.functions.invoke(integration.functionArn, proxyEvent(exchange));
  const result = await within(invocation, integration.timeout);
  const took = begun === undefined ? 0 : tools.clock() - begun;
  noteIntegration(exchange, took, result === 'timed-out' ? '-' : 200, '-');
  if (result === 'timed-out') return INTEGRATION_TIMEOUT;
  if (result.kind === 'failed') {
    if (result.errorType === 'RequestTooLargeException') return REQUEST_TOO_LARGE;
    tell(exchange, tools, `${result.errorType}: ${result.errorMessage}`);
    return BAD_LAMBDA_ANSWER;
  }
  const answer = readLambdaAnswer(result.payload, tools.behaviour['object-body'] === 'accepted');
  if (typeof answer === 'string') {
    tell(exchange, tools, `malformed Lambda proxy response: ${answer}`);
    return BAD_LAMBDA_ANSWER;
  }
  noteIntegration(exchange, took, 200, answer.status);
  return toClient(answer, exchange, tools);
}

function toClient(answer: LambdaAnswer, exchange: Exchange, tools: GatewayTools): Answer | Refusal {
  const body = answer.isBase64Encoded && acceptsBinary(exchange) ? decodeBase64(answer.body) : answer.body;
  if (body === undefined) return API_CONFIGURATION_ERROR;
  return { kind: 'answer', status: answer.status, headers: lambdaHeaders(answer.headers, exchange, tools), body };
}

/** A function's headers with the gateway's rules and additions. */
export function lambdaHeaders(
  fields: LambdaAnswer['headers'],
  exchange: Exchange,
  tools: Pick<GatewayTools, 'hex'>,
  alsoRemapped?: ReadonlySet<string>,
): string[] {
  const headers: string[] = [];
  let typed = false;
  for (const [name, value] of fields) {
    typed ||= name.toLowerCase() === 'content-type';
    addResponseHeader(headers, name, value, alsoRemapped);
  }
  if (!typed) headers.push('Content-Type', 'application/json');
  headers.push('x-amzn-RequestId', exchange.requestId, 'x-amz-apigw-id', exchange.extendedRequestId);
  headers.push('X-Amzn-Trace-Id', responseTraceId(exchange.traceId, tools.hex));
  return headers;
}

/** Only the first media type of `Accept` counts; the answer's own type does not (recorded). */
function acceptsBinary({ request, stage }: Exchange): boolean {
  const accept = readHeader(request.rawHeaders, 'accept')?.split(',', 1)[0] ?? '';
  return stage.api.binaryMediaTypes(mediaTypeOf(accept) || '*/*');
}
