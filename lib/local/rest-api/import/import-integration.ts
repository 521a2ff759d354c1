import { asObject, type JsonObject, listOf, numberOf, stringOf } from '../../json-values.ts';
import type { IntegrationRecord, IntegrationResponseRecord, ResourceRecord } from '../api-record.ts';
import { integrationProblem } from '../integration-rules.ts';
import type { ImportContext } from './import-context.ts';

/** Milliseconds: API Gateway's own default, and its ceiling without a raised quota. */
export const DEFAULT_TIMEOUT = 29_000;

const TYPES: Readonly<Record<string, IntegrationRecord['type']>> = {
  aws: 'AWS',
  aws_proxy: 'AWS_PROXY',
  http: 'HTTP',
  http_proxy: 'HTTP_PROXY',
  mock: 'MOCK',
};

/** `x-amazon-apigateway-integration` with the importer's defaults; none is no error before a deployment. */
export function importIntegration(
  context: ImportContext,
  resource: ResourceRecord,
  httpMethod: string,
  operation: JsonObject,
  declared: Readonly<Record<string, boolean>>,
): IntegrationRecord | undefined {
  const settings = asObject(operation['x-amazon-apigateway-integration']);
  if (settings === undefined) return undefined;
  const place = `${httpMethod} ${resource.path}`;
  const type = TYPES[stringOf(settings.type)?.toLowerCase() ?? ''];
  if (type === undefined) {
    const message = `Unable to parse API definition because of a malformed integration at path ${resource.path}.`;
    context.problems.invalid(place, `${message} (its type is ${JSON.stringify(settings.type)})`);
    return undefined;
  }
  const integration = readIntegration(context, resource, httpMethod, type, settings);
  const problem = integrationProblem(integration, declared);
  if (problem !== undefined) {
    const method = `Unable to put integration on '${httpMethod}' for resource at path '${resource.path}': ${problem}`;
    context.problems.invalid(place, method);
  }
  return integration;
}

function readIntegration(
  context: ImportContext,
  resource: ResourceRecord,
  httpMethod: string,
  type: IntegrationRecord['type'],
  settings: JsonObject,
): IntegrationRecord {
  const uri = stringOf(settings.uri);
  const method = stringOf(settings.httpMethod)?.toUpperCase();
  const mappings = readMappings(context, resource, httpMethod, settings.requestParameters);
  const templates = asObject(settings.requestTemplates);
  const tlsConfig = asObject(settings.tlsConfig);
  const responses = readResponses(settings);
  const texts = {
    connectionType: stringOf(settings.connectionType)?.toUpperCase(),
    connectionId: stringOf(settings.connectionId),
    integrationTarget: stringOf(settings.integrationTarget),
    credentials: stringOf(settings.credentials),
    contentHandling: stringOf(settings.contentHandling)?.toUpperCase(),
    responseTransferMode: stringOf(settings.responseTransferMode)?.toUpperCase(),
  };
  return {
    type,
    ...(method !== undefined && { httpMethod: method === 'X-AMAZON-APIGATEWAY-ANY-METHOD' ? 'ANY' : method }),
    ...(uri !== undefined && { uri: context.expand(uri) }),
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)),
    ...(Object.keys(mappings).length > 0 && { requestParameters: mappings }),
    ...(templates !== undefined && { requestTemplates: textsOf(templates) }),
    ...(tlsConfig !== undefined && { tlsConfig }),
    passthroughBehavior: stringOf(settings.passthroughBehavior)?.toUpperCase() ?? 'WHEN_NO_MATCH',
    timeoutInMillis: numberOf(settings.timeoutInMillis) ?? DEFAULT_TIMEOUT,
    cacheNamespace: stringOf(settings.cacheNamespace) ?? resource.id,
    cacheKeyParameters: listOf(settings.cacheKeyParameters).map(String),
    ...(responses !== undefined && { integrationResponses: responses }),
  };
}

/** What is not a text is left out with a warning (recorded). */
function readMappings(
  { problems }: ImportContext,
  resource: ResourceRecord,
  httpMethod: string,
  value: unknown,
): Readonly<Record<string, string>> {
  const mappings: Record<string, string> = {};
  for (const [target, expression] of Object.entries(asObject(value) ?? {})) {
    if (typeof expression === 'string') mappings[target] = expression;
    else
      problems.warning(
        `Invalid format for 'requestParameters'. Expected type string for property '${target}' of resource '${resource.path}' and method '${httpMethod}' but got '${String(expression)}'`,
      );
  }
  return mappings;
}

/** The key of a response is its pattern, `default` none; records are kept by status (recorded). */
function readResponses(settings: JsonObject): Readonly<Record<string, IntegrationResponseRecord>> | undefined {
  const responses = asObject(settings.responses);
  if (responses === undefined) return undefined;
  const byStatus: Record<string, IntegrationResponseRecord> = {};
  for (const [pattern, value] of Object.entries(responses)) {
    const response = asObject(value) ?? {};
    const statusCode = String(response.statusCode ?? (pattern === 'default' ? '200' : ''));
    const parameters = asObject(response.responseParameters);
    const templates = asObject(response.responseTemplates);
    const contentHandling = stringOf(response.contentHandling)?.toUpperCase();
    byStatus[statusCode] = {
      statusCode,
      ...(pattern !== 'default' && { selectionPattern: pattern }),
      ...(parameters !== undefined && { responseParameters: textsOf(parameters) }),
      ...(templates !== undefined && { responseTemplates: textsOf(templates) }),
      ...(contentHandling !== undefined && { contentHandling }),
    };
  }
  return byStatus;
}

function textsOf(object: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(object).map(([name, text]) => [name, text === null ? '' : String(text)]));
}
