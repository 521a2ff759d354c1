import type { GatewayResponseDefinition } from '../assembly/assembly.ts';
import { asObject, type JsonObject, numberOf } from '../json-values.ts';
import type { ImportContext } from './import-context.ts';
import { readTemplates } from './import-mock.ts';
import type { GatewayResponse, GatewayResponseType } from './rest-api.ts';
import { valueSource } from './value-source.ts';

const TYPES: ReadonlySet<string> = new Set<GatewayResponseType>([
  'ACCESS_DENIED',
  'API_CONFIGURATION_ERROR',
  'AUTHORIZER_CONFIGURATION_ERROR',
  'AUTHORIZER_FAILURE',
  'BAD_REQUEST_BODY',
  'BAD_REQUEST_PARAMETERS',
  'DEFAULT_4XX',
  'DEFAULT_5XX',
  'EXPIRED_TOKEN',
  'INTEGRATION_FAILURE',
  'INTEGRATION_TIMEOUT',
  'INVALID_API_KEY',
  'INVALID_SIGNATURE',
  'MISSING_AUTHENTICATION_TOKEN',
  'QUOTA_EXCEEDED',
  'REQUEST_TOO_LARGE',
  'RESOURCE_NOT_FOUND',
  'THROTTLED',
  'UNAUTHORIZED',
  'UNSUPPORTED_MEDIA_TYPE',
  'WAF_FILTERED',
]);

/** `x-amazon-apigateway-gateway-responses` of the body, and over them those that are resources of their own. */
export function importGatewayResponses(
  context: ImportContext,
  resources: readonly GatewayResponseDefinition[],
): ReadonlyMap<GatewayResponseType, GatewayResponse> {
  const responses = new Map<GatewayResponseType, GatewayResponse>();
  const inBody = Object.entries(asObject(context.body.root['x-amazon-apigateway-gateway-responses']) ?? {});
  for (const [type, settings] of [
    ...inBody,
    ...resources.map((resource) => [resource.responseType, resource] as const),
  ]) {
    const values = asObject(settings) ?? {};
    if (isType(type)) responses.set(type, readResponse(context, type, values));
    else context.problems.invalid('gateway responses', `there is no gateway response type "${type}"`);
  }
  return responses;
}

function isType(type: string): type is GatewayResponseType {
  return TYPES.has(type);
}

function readResponse(context: ImportContext, type: string, settings: JsonObject): GatewayResponse {
  const headers = Object.entries(asObject(settings.responseParameters) ?? {}).flatMap(([target, expression]) => {
    const name = /^gatewayresponse\.header\.(.+)$/.exec(target)?.[1];
    const from = typeof expression === 'string' ? valueSource(expression) : undefined;
    if (name !== undefined && from !== undefined) return [[name, from] as const];
    context.problems.unsupported(`gateway response ${type}`, `${target}: ${JSON.stringify(expression)}`);
    return [];
  });
  return {
    statusCode: numberOf(settings.statusCode),
    headers,
    templates: readTemplates(settings.responseTemplates),
  };
}
