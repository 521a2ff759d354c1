import { asObject, type JsonObject, stringOf } from '../../json-values.ts';
import type { IntegrationResponseRecord, MethodRecord, MethodResponseRecord, ResourceRecord } from '../api-record.ts';
import { undeclared } from '../integration-rules.ts';
import type { ImportContext } from './import-context.ts';
import { importIntegration } from './import-integration.ts';
import { importParameters, methodParameters } from './import-parameters.ts';
import { importSecurity } from './import-security.ts';

/** One operation as a method of its resource. */
export function importMethod(
  context: ImportContext,
  resource: ResourceRecord,
  httpMethod: string,
  item: JsonObject,
  operation: JsonObject,
): MethodRecord {
  const place = `${httpMethod} ${resource.path}`;
  const parameters = importParameters(context, item, operation);
  const requestParameters = methodParameters(parameters, resource.path);
  const models = Object.entries(requestModels(context, place, operation, parameters));
  const operationName = stringOf(operation.operationId);
  const requestValidatorId = validatorId(context, place, operation);
  const methodIntegration = importIntegration(context, resource, httpMethod, operation, requestParameters);
  for (const response of Object.values(methodIntegration?.integrationResponses ?? {})) {
    const problem = headerProblem(response, asObject(operation.responses) ?? {});
    const where = `Unable to put integration response on '${httpMethod}' for resource at path '${resource.path}'`;
    if (problem !== undefined) context.problems.invalid(place, `${where}: ${problem}`);
  }
  return {
    httpMethod,
    ...importSecurity(context, place, operation),
    ...(operationName !== undefined && { operationName }),
    ...(requestValidatorId !== undefined && { requestValidatorId }),
    ...(Object.keys(requestParameters).length > 0 && { requestParameters }),
    ...(models.length > 0 && { requestModels: Object.fromEntries(models) }),
    methodResponses: methodResponses(context, place, operation),
    ...(methodIntegration !== undefined && { methodIntegration }),
  };
}

function validatorId(context: ImportContext, place: string, operation: JsonObject): string | undefined {
  const key = 'x-amazon-apigateway-request-validator';
  const name = stringOf(operation[key] ?? context.body.root[key]);
  if (name === undefined) return undefined;
  const validator = context.validators.find((item) => item.name === name);
  if (validator === undefined) context.problems.invalid(place, `there is no request validator "${name}"`);
  return validator?.id;
}

function requestModels(
  context: ImportContext,
  place: string,
  operation: JsonObject,
  parameters: readonly JsonObject[],
): Readonly<Record<string, string>> {
  const schemas = context.body.requestSchemas(operation, parameters);
  return Object.fromEntries(schemas.map(([mediaType, schema]) => [mediaType, context.modelName(schema, place)]));
}

/**
 * A header is declared before it is mapped, as PutIntegrationResponse wants it. What a reference declares is not looked
 * at, nor what becomes of a status that is not declared at all: neither is known of the importer.
 */
function headerProblem(
  { statusCode, responseParameters = {} }: IntegrationResponseRecord,
  responses: JsonObject,
): string | undefined {
  const declared = asObject(responses[statusCode]);
  if (declared === undefined || '$ref' in declared) return undefined;
  const names = Object.keys(asObject(declared.headers) ?? {}).map((name) => `method.response.header.${name}`);
  const other = Object.keys(responseParameters).find((target) => !names.includes(target));
  return other === undefined ? undefined : undeclared(other);
}

/** Their schemas are left out: nothing is served by them. */
function methodResponses(
  context: ImportContext,
  place: string,
  operation: JsonObject,
): Readonly<Record<string, MethodResponseRecord>> {
  const responses: Record<string, MethodResponseRecord> = {};
  for (const [statusCode, value] of Object.entries(asObject(operation.responses) ?? {})) {
    const response = asObject(value) ?? {};
    if (statusCode.startsWith('x-') || statusCode === 'default') continue;
    context.body.warnOfMissing(response, place, `responses.${statusCode}`, context.problems);
    const names = Object.keys(asObject(response.headers) ?? {});
    const responseParameters = Object.fromEntries(names.map((name) => [`method.response.header.${name}`, false]));
    responses[statusCode] = { statusCode, ...(names.length > 0 && { responseParameters }) };
  }
  return responses;
}
