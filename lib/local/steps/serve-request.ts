import { authorize } from './authorize.ts';
import { checkApiKey } from './check-api-key.ts';
import { compressResponse } from './compress-response.ts';
import type { Answer, Arrival, AuthorizerContext, Exchange, ExchangeApiKey, Refusal } from './exchange.ts';
import { gatewayResponse } from './gateway-response.ts';
import type { GatewayTools } from './gateway-tools.ts';
import { integrateHttpProxy } from './integrate-http-proxy.ts';
import { integrateLambdaProxy } from './integrate-lambda-proxy.ts';
import { integrateLambdaStreaming } from './integrate-lambda-streaming.ts';
import { integrateMock } from './integrate-mock.ts';
import { matchMethod } from './match-method.ts';
import { meterPlan } from './meter-plan.ts';
import { API_CONFIGURATION_ERROR, MISSING_AUTHENTICATION_TOKEN } from './refusals.ts';
import { tell } from './tell.ts';
import { throttleStage } from './throttle-stage.ts';
import { validateBody } from './validate-body.ts';
import { validateParameters } from './validate-parameters.ts';

/**
 * One request through API Gateway's steps, in its order (developer guide; execution logs): match, authorizer, API key
 * with its plan's quota and throttle, stage throttle, parameters, body, integration. So an unauthorised caller never uses
 * up a quota, and a throttled one never learns what is wrong with its request.
 */
export async function serveRequest(arrival: Arrival, tools: GatewayTools): Promise<Answer> {
  const match = matchMethod(arrival.stage.tree, arrival.request.httpMethod, arrival.path);
  if (match === undefined) return refuse(MISSING_AUTHENTICATION_TOKEN, arrival, tools);
  const exchange: Exchange = { ...arrival, ...match };
  const outcome = await runSteps(exchange, tools);
  return compressResponse(outcome.kind === 'answer' ? outcome : refuse(outcome, exchange, tools), exchange);
}

/** Tells of it as well: what API Gateway answers by itself is in no function's log. */
function refuse(refusal: Refusal, arrival: Arrival, tools: GatewayTools): Answer {
  const answer = gatewayResponse(refusal, arrival);
  tell(arrival, tools, `API Gateway answers ${answer.status} ${refusal.type}`);
  return answer;
}

async function runSteps(exchange: Exchange, tools: GatewayTools): Promise<Answer | Refusal> {
  const { method } = exchange;
  const early = tools.behaviour['stage-throttle'] === 'before-authorizer' ? throttleStage(exchange, tools) : undefined;
  if (early !== undefined) return early;
  const authorized = method.authorizer && (await authorize(method.authorizer, exchange, tools));
  if (authorized?.kind === 'refusal') return authorized;
  const key = admit(exchange, authorized?.usageIdentifierKey, tools);
  if (key?.kind === 'refusal') return key;
  const invalid = validateParameters(exchange) ?? validateBody(exchange, tools.onLog);
  return invalid ?? integrate(exchange, authorized?.context, key, tools);
}

/** API key, plan, stage: what is refused here counts for no quota. */
function admit(
  exchange: Exchange,
  usageIdentifierKey: string | undefined,
  tools: GatewayTools,
): ExchangeApiKey | Refusal | undefined {
  const { behaviour, counters } = tools;
  const throttled = behaviour['stage-throttle'] === 'after-authorizer' ? throttleStage : () => undefined;
  if (!exchange.method.apiKeyRequired) return throttled(exchange, tools);
  const admission = checkApiKey(exchange, usageIdentifierKey, tools.keys, tools.plans, behaviour['key-delay']);
  if (admission.kind === 'refusal') return admission;
  const adds = behaviour['method-throttle'] === 'adds';
  const refusal = meterPlan(admission, exchange, counters, tools.throttles, adds) ?? throttled(exchange, tools);
  if (refusal !== undefined) return refusal;
  counters.add(admission.stagePlan.plan.id, admission.apiKey.id, 1, exchange.now);
  return admission.apiKey;
}

function integrate(
  exchange: Exchange,
  authorizer: AuthorizerContext | undefined,
  apiKey: ExchangeApiKey | undefined,
  tools: GatewayTools,
): Promise<Answer | Refusal> | Answer | Refusal {
  const { integration } = exchange.method;
  switch (integration.kind) {
    case 'lambda-proxy':
      return integrateLambdaProxy(integration, exchange, authorizer, apiKey, tools);
    case 'lambda-streaming':
      return integrateLambdaStreaming(integration, exchange, authorizer, apiKey, tools);
    case 'http-proxy':
      return integrateHttpProxy(integration, exchange, tools);
    case 'mock':
      return integrateMock(integration, exchange);
    case 'misconfigured':
      tell(exchange, tools, integration.reason);
      return API_CONFIGURATION_ERROR;
    default:
      return integration satisfies never;
  }
}
