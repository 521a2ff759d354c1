import type { Invocation, InvocationFailure } from '../functions/function-pool.ts';
import { asObject, stringOf } from '../json-values.ts';
import type { LambdaIntegration } from '../rest-api/rest-api.ts';
import type { Answer, BackendAnswer, Exchange, Refusal } from './exchange.ts';
import type { GatewayTools } from './gateway-tools.ts';
import { withTrace } from './integrate-http.ts';
import { mappedRequest } from './mapped-request.ts';
import { mappedResponse } from './mapped-response.ts';
import { noteIntegration } from './note-integration.ts';
import { INTEGRATION_TIMEOUT, REQUEST_TOO_LARGE, UNPARSABLE_BODY } from './refusals.ts';
import { sourceValues } from './source-values.ts';
import { tell } from './tell.ts';
import { type TemplateScope, templateContext } from './template-scope.ts';
import { within } from './within.ts';

/** AWS with a function: a template makes its event; patterns are matched with the error message of its answer. */
export async function integrateLambda(
  integration: LambdaIntegration,
  exchange: Exchange,
  tools: GatewayTools,
): Promise<Answer | Refusal> {
  const context = templateContext(exchange);
  const body = mappedRequest(integration, exchange, context);
  if (!Buffer.isBuffer(body)) return body;
  const event = parseEvent(body);
  if (event === undefined) {
    tell(exchange, tools, 'the event of its function, as a template or the client has made it, is no JSON');
    return UNPARSABLE_BODY;
  }
  const begun = tools.clock();
  const invocation = tools.functions.invoke(integration.functionArn, event.value);
  const result = isAsynchronous(integration, exchange, context)
    ? NOBODY_WAITS
    : await within(invocation, integration.timeout);
  noteIntegration(exchange, tools.clock() - begun, result === 'timed-out' ? '-' : 200);
  if (result === 'timed-out') return INTEGRATION_TIMEOUT;
  if (result.kind === 'failed' && result.errorType === 'RequestTooLargeException') return REQUEST_TOO_LARGE;
  return withTrace(mappedResponse(integration, exchange, context, backendAnswer(result)), exchange, tools);
}

const NOBODY_WAITS: Invocation = { kind: 'returned', payload: undefined };

/** `X-Amz-Invocation-Type: 'Event'`, as a mapping or as a template's override (developer guide). */
function isAsynchronous(
  { requestParameters }: LambdaIntegration,
  exchange: Exchange,
  { requestOverride }: TemplateScope['context'],
): boolean {
  const mapping = requestParameters.find(({ to, name }) => to === 'header' && name.toLowerCase() === INVOCATION_TYPE);
  const override = Object.entries(requestOverride.header).find(([name]) => name.toLowerCase() === INVOCATION_TYPE);
  const type = override?.[1] ?? (mapping && sourceValues(mapping.from, exchange)[0]);
  return String(type) === 'Event';
}

const INVOCATION_TYPE = 'x-amz-invocation-type';

/** No body is an empty event. */
function parseEvent(body: Buffer): { readonly value: unknown } | undefined {
  const text = body.toString('utf8');
  try {
    return { value: text.trim() === '' ? {} : (JSON.parse(text) as unknown) };
  } catch {
    return undefined;
  }
}

function backendAnswer(result: Invocation): BackendAnswer {
  const payload = result.kind === 'returned' ? result.payload : errorPayload(result);
  const text = payload === undefined ? '' : JSON.stringify(payload);
  const selector = stringOf(asObject(payload)?.errorMessage) ?? '';
  return { selector, rawHeaders: ['Content-Type', 'application/json'], body: Buffer.from(text) };
}

/** What Lambda answers for a function that failed. */
function errorPayload({ errorType, errorMessage, trace }: InvocationFailure): Readonly<Record<string, unknown>> {
  return { errorType, errorMessage, ...(trace !== undefined && { trace }) };
}
