import { accessLine } from './access-log.ts';
import { type Authorized, authorize, methodArn } from './authorize.ts';
import { checkApiKey, type KeyAdmission } from './check-api-key.ts';
import { checkResourcePolicy } from './check-resource-policy.ts';
import { compressResponse } from './compress-response.ts';
import type { Answer, Arrival, Exchange, ExchangeApiKey, Refusal } from './exchange.ts';
import { errorVariables, gatewayResponse } from './gateway-response.ts';
import type { GatewayTools } from './gateway-tools.ts';
import { integrateHttp } from './integrate-http.ts';
import { integrateHttpProxy } from './integrate-http-proxy.ts';
import { integrateLambda } from './integrate-lambda.ts';
import { integrateLambdaProxy } from './integrate-lambda-proxy.ts';
import { integrateLambdaStreaming } from './integrate-lambda-streaming.ts';
import { integrateMock } from './integrate-mock.ts';
import { matchMethod } from './match-method.ts';
import { meterPlan } from './meter-plan.ts';
import { noteAuthorizer } from './note-authorizer.ts';
import { API_CONFIGURATION_ERROR, deniedByPolicy, MISSING_AUTHENTICATION_TOKEN } from './refusals.ts';
import { refuseElsewhere } from './refuse-elsewhere.ts';
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
  const exchange: Exchange | undefined = match && { ...arrival, ...match };
  const answer =
    exchange === undefined
      ? refuse(MISSING_AUTHENTICATION_TOKEN, arrival, tools)
      : compressResponse(await serveMethod(exchange, tools), exchange);
  const { accessLog } = arrival.stage;
  if (arrival.log !== undefined && accessLog !== undefined)
    tools.onAccess?.(accessLine(accessLog, exchange ?? arrival, answer, tools.clock()));
  return answer;
}

async function serveMethod(exchange: Exchange, tools: GatewayTools): Promise<Answer> {
  const early = tools.behaviour['stage-throttle'] === 'before-authorizer' ? throttleStage(exchange, tools) : undefined;
  if (early !== undefined) return refuse(early, exchange, tools);
  const authorized = await authorizeRequest(exchange, tools);
  if (authorized?.kind === 'refusal') {
    if (authorized.authorizer !== undefined) noteAuthorizer(exchange.log, authorized.authorizer, 403);
    return refuse(authorized, exchange, tools);
  }
  const known = withAuthorizer(exchange, authorized);
  const admission = admitKey(known, authorized?.usageIdentifierKey, tools);
  if (admission?.kind === 'refusal') return refuse(admission, known, tools);
  const admitted = withKey(known, admission?.apiKey);
  const refused = meter(admitted, admission, tools);
  if (refused !== undefined) return refuse(refused, admitted, tools);
  const counted = count(admission, exchange.now, tools);
  const outcome =
    validateParameters(admitted, tools.behaviour) ??
    validateBody(admitted, tools.onLog) ??
    (await integrate(admitted, tools));
  if (counted !== undefined) tools.counters.keep(counted);
  return outcome.kind === 'answer' ? outcome : refuse(outcome, admitted, tools);
}

/** Tells of it as well: what API Gateway answers by itself is in no function's log. */
function refuse(refusal: Refusal, arrival: Arrival | Exchange, tools: GatewayTools): Answer {
  const answer = gatewayResponse(refusal, arrival);
  if (arrival.log !== undefined) Object.assign(arrival.log, errorVariables(refusal));
  const { type, detail } = refusal;
  tell(arrival, tools, `API Gateway answers ${answer.status} ${type}${detail === undefined ? '' : ` (${detail})`}`);
  return answer;
}

function withAuthorizer(exchange: Exchange, authorized: Authorized | undefined): Exchange {
  if (authorized === undefined) return exchange;
  const { context } = authorized;
  noteAuthorizer(exchange.log, context, 200);
  return { ...exchange, authorizer: context };
}

function withKey(exchange: Exchange, apiKey: ExchangeApiKey | undefined): Exchange {
  if (apiKey === undefined) return exchange;
  if (exchange.log !== undefined)
    Object.assign(exchange.log, { 'identity.apiKey': apiKey.value, 'identity.apiKeyId': apiKey.id });
  return { ...exchange, apiKey };
}

/** The resource policy first, for its deny is the last word, then the authorizer; either may allow (developer guide, table A). */
async function authorizeRequest(exchange: Exchange, tools: GatewayTools): Promise<Authorized | Refusal | undefined> {
  const { authorizer } = exchange.method;
  const policy =
    exchange.stage.api.policy === undefined ? undefined : checkResourcePolicy(exchange, methodArn(exchange));
  if (policy === 'explicit-deny' || (policy === 'implicit-deny' && authorizer === undefined))
    return deniedByPolicy(exchange.stage.api, methodArn(exchange), policy === 'explicit-deny');
  if (authorizer?.kind === 'elsewhere') return refuseElsewhere(authorizer, exchange);
  return authorizer && authorize(authorizer, exchange, tools, policy === 'allow');
}

function admitKey(
  exchange: Exchange,
  usageIdentifierKey: string | undefined,
  { keys, plans, behaviour }: GatewayTools,
): KeyAdmission | Refusal | undefined {
  if (!exchange.method.apiKeyRequired) return undefined;
  return checkApiKey(exchange, usageIdentifierKey, keys, plans, behaviour['key-delay']);
}

/** Plan of the key, then stage: what is refused here counts for no quota, but it is known whose request it was. */
function meter(exchange: Exchange, admission: KeyAdmission | undefined, tools: GatewayTools): Refusal | undefined {
  const { behaviour, counters } = tools;
  const throttled = behaviour['stage-throttle'] === 'after-authorizer' ? throttleStage : () => undefined;
  if (admission === undefined) return throttled(exchange, tools);
  const adds = behaviour['method-throttle'] === 'adds';
  return meterPlan(admission, exchange, counters, tools.throttles, adds) ?? throttled(exchange, tools);
}

function count(admission: KeyAdmission | undefined, now: number, { counters }: GatewayTools): number | undefined {
  return admission && counters.add(admission.stagePlan.plan.id, admission.apiKey.id, 1, now);
}

function integrate(exchange: Exchange, tools: GatewayTools): Promise<Answer | Refusal> | Answer | Refusal {
  const { integration } = exchange.method;
  switch (integration.kind) {
    case 'lambda-proxy':
      return integrateLambdaProxy(integration, exchange, tools);
    case 'lambda-streaming':
      return integrateLambdaStreaming(integration, exchange, tools);
    case 'lambda':
      return integrateLambda(integration, exchange, tools);
    case 'http-proxy':
      return integrateHttpProxy(integration, exchange, tools);
    case 'http':
      return integrateHttp(integration, exchange, tools);
    case 'mock':
      return integrateMock(integration, exchange);
    case 'misconfigured':
    case 'elsewhere':
      tell(exchange, tools, integration.reason);
      return API_CONFIGURATION_ERROR;
    default:
      return integration satisfies never;
  }
}
